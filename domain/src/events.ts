import { z } from 'zod';
import { Progress } from './progress.ts';
import { ScanSummary } from './records.ts';

/** What the server tells browsers over server-sent events; the SSE event name is `kind`. */
export const ServerEvent = z.discriminatedUnion('kind', [
  /** A scan's record changed: this is how it stands now. */
  z.object({ kind: z.literal('scan'), scan: ScanSummary }),
  /** A hint from the lane, passed on. */
  z.object({ kind: z.literal('progress'), progress: Progress }),
  /** The server cannot tell what was missed since `Last-Event-ID`: fetch afresh. */
  z.object({ kind: z.literal('resync') }),
]);
export type ServerEvent = z.infer<typeof ServerEvent>;
