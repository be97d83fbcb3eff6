import { z } from 'zod';
import { ROLES, type Role } from '../people.ts';
import { ScanId } from '../scan.ts';

/** What a route is, of whatever subject. */
export interface RouteShape {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Express form, e.g. `/api/scans/:scanId`. */
  path: string;
  /** Who may call it; `public` needs no session. */
  roles: readonly Role[] | 'public';
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Media types of a file in place of a JSON body; its handler reads it. */
  file?: readonly string[];
  /** A schema for JSON, or the media type of a stream. */
  answer: z.ZodType | { media: string };
}

export const ById = z.object({ scanId: ScanId });
export const Page = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  before: z.string().optional(),
});
export const everyone = ROLES;
export const reviewers = ['analyst', 'risk-officer'] as const satisfies readonly Role[];
