import { z } from 'zod';
import { ContainerNumber } from '../container.ts';
import { Declaration } from '../declaration.ts';
import { ScanDetail, ScanSummary } from '../records.ts';
import { LaneId, ScanPurpose, ScanState } from '../scan.ts';
import { SimilarScans } from '../siblings/answer.ts';
import { ById, everyone, type RouteShape } from './shape.ts';

/**
 * @throws `container-unknown` when the declaration is of a container that is not on this truck; `test-object-with-cargo` when there is a
 *   container or a declaration with the test object
 */
export const NewScan = z
  .object({
    lane: LaneId,
    /** Left out for cargo. */
    purpose: ScanPurpose.exclude(['cargo']).optional(),
    containers: z.array(ContainerNumber).max(2),
    plate: z.string().max(20).nullable().default(null),
    declaration: Declaration.nullable().default(null),
    /** Trigger at once: the truck stands before the scanner. */
    trigger: z.boolean().default(false),
  })
  .refine((s) => s.declaration?.containers.every((c) => s.containers.includes(c)) ?? true, {
    error: 'container-unknown',
    path: ['declaration', 'containers'],
  })
  .refine((s) => s.purpose === undefined || (s.containers.length === 0 && s.declaration === null), {
    error: 'test-object-with-cargo',
    path: ['purpose'],
  });
export type NewScan = z.infer<typeof NewScan>;

/** Ordering scans, and what is known of them. */
export const scansRoutes = {
  createScan: {
    method: 'post',
    path: '/api/scans',
    roles: ['operator'],
    summary: 'Order a scan, of cargo or of the test object',
    body: NewScan,
    answer: ScanSummary,
  },
  triggerScan: {
    method: 'post',
    path: '/api/scans/:scanId/trigger',
    roles: ['operator'],
    summary: 'The truck is there: start the budget, send the order to its lane',
    params: ById,
    answer: ScanSummary,
  },
  abortScan: {
    method: 'post',
    path: '/api/scans/:scanId/abort',
    roles: ['operator'],
    summary: 'Take an order back, or ask the scanner to stop',
    params: ById,
    answer: ScanSummary,
  },
  listScans: {
    method: 'get',
    path: '/api/scans',
    roles: everyone,
    summary: 'Scans, most urgent first; `view=review` only those that wait for an analyst',
    query: z.object({
      view: z.enum(['review', 'lane', 'all']).default('all'),
      lane: LaneId.optional(),
      state: ScanState.optional(),
      container: z.string().max(20).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: z.array(ScanSummary),
  },
  getScan: {
    method: 'get',
    path: '/api/scans/:scanId',
    roles: everyone,
    summary: 'One scan, everything but pixels; an analyst who asks has seen it, unless it is asked for ahead',
    params: ById,
    query: z.object({ ahead: z.literal('yes').optional() }),
    answer: ScanDetail,
  },
  getSimilar: {
    method: 'get',
    path: '/api/scans/:scanId/similar',
    roles: everyone,
    summary:
      'Its siblings with what differs, earlier scans of its consignee, the most similar ones, the same container',
    params: ById,
    answer: SimilarScans,
  },
} as const satisfies Record<string, RouteShape>;
