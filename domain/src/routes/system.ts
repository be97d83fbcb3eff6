import { z } from 'zod';
import { Instant } from '../order.ts';
import { everyone, type RouteShape } from './shape.ts';

export const ChainStatus = z.object({
  ok: z.boolean(),
  length: z.number().int(),
  head: z.string(),
  /** Number of the first link that does not hold, null when all do. */
  firstBroken: z.number().int().nullable(),
  checkedAt: Instant,
});
export type ChainStatus = z.infer<typeof ChainStatus>;

/** What the server says of itself, and what it tells by itself. */
export const systemRoutes = {
  health: {
    method: 'get',
    path: '/api/health',
    roles: 'public',
    summary: 'Whether the server is up and its records answer; 503 where they do not',
    answer: z.object({ status: z.literal('ok') }),
  },
  openApi: {
    method: 'get',
    path: '/api/openapi.json',
    roles: 'public',
    summary: 'This interface as OpenAPI 3.1',
    answer: z.record(z.string(), z.unknown()),
  },
  auditStatus: {
    method: 'get',
    path: '/api/audit/status',
    roles: ['risk-officer', 'administrator'],
    summary: 'Verify the audit chain and say how it stands',
    answer: ChainStatus,
  },
  events: {
    method: 'get',
    path: '/api/events',
    roles: everyone,
    summary: 'Server-sent events (see domain/src/events.ts)',
    answer: { media: 'text/event-stream' },
  },
} as const satisfies Record<string, RouteShape>;
