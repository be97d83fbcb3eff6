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
  /** Nothing need have happened, and the line is alive. */
  z.object({ kind: z.literal('heartbeat') }),
]);

/** A browser that only listens never finds out that its line has died: it is told this often, and takes one that is silent for dead. */
export const EVENTS_HEARTBEAT_MS = 5_000;
export const EVENTS_SILENT_MS = 3 * EVENTS_HEARTBEAT_MS;
export type ServerEvent = z.infer<typeof ServerEvent>;
