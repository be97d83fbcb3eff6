import { z } from 'zod';
import { Instant } from './order.ts';
import { ScanId } from './scan.ts';

/** What an analyst draws on a picture. */
export const MARK_KINDS = ['box', 'arrow', 'ruler', 'note'] as const;
export const MarkKind = z.enum(MARK_KINDS);
export type MarkKind = z.infer<typeof MarkKind>;

/** A ULID that the browser makes, so that a stroke can be kept before any server has heard of it. */
export const MarkId = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'mark-id-shape');
export type MarkId = z.infer<typeof MarkId>;

/** Lines along travel and channels from the top; may lie beside the picture. */
const Point = z.object({ x: z.number().min(-1e5).max(1e6), y: z.number().min(-1e5).max(1e6) });

/** Two opposite corners, tail and head, or two ends; a note has one place. */
const POINTS: Record<MarkKind, number> = { box: 2, arrow: 2, ruler: 2, note: 1 };

/** A stroke as it is handed in: the same again changes nothing. */
export const MarkDraft = z
  .object({
    kind: MarkKind,
    points: z.array(Point).min(1).max(2),
    text: z.string().max(500, 'text-too-long').default(''),
    /** The version that was changed; 0 for a new one. */
    version: z.number().int().nonnegative(),
  })
  .refine(({ kind, points }) => points.length === POINTS[kind], { error: 'mark-points', path: ['points'] })
  .refine(({ kind, text }) => kind !== 'note' || text.trim() !== '', { error: 'mark-text-missing', path: ['text'] });
export type MarkDraft = z.infer<typeof MarkDraft>;

/** A mark as the records have it: by whom and when. */
export const Mark = z.object({
  id: MarkId,
  scanId: ScanId,
  kind: MarkKind,
  points: z.array(Point),
  text: z.string(),
  by: z.string(),
  at: Instant,
  changedAt: Instant,
  version: z.number().int().positive(),
});
export type Mark = z.infer<typeof Mark>;
