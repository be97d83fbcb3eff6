import { z } from 'zod';
import { Instant } from './order.ts';
import { Revision } from './result.ts';
import { LaneId, ScanId } from './scan.ts';

/** Jobs carry ids only: what they are about lies in the object store. `counter` is the revision's counter. */
export const OrderJob = z.object({
  v: z.literal(1),
  scanId: ScanId,
  lane: LaneId,
  expiresAt: Instant,
  abort: z.boolean().default(false),
});
export type OrderJob = z.infer<typeof OrderJob>;
export const StripJob = z.object({
  v: z.literal(1),
  scanId: ScanId,
  strip: z.number().int().nonnegative(),
  counter: z.number().int().positive(),
});
export type StripJob = z.infer<typeof StripJob>;
export const AssemblyJob = z.object({ v: z.literal(1), scanId: ScanId, counter: z.number().int().positive() });
export type AssemblyJob = z.infer<typeof AssemblyJob>;
export const ResultJob = z.object({ v: z.literal(1), scanId: ScanId, revision: Revision });
export type ResultJob = z.infer<typeof ResultJob>;

export const queueNames = {
  orders: (lane: LaneId) => `orders-${lane}`,
  strips: 'strips',
  assembly: 'assembly',
  results: 'results',
} as const;

/** Job ids: the same work has the same id, so handing over twice while it waits is one job. No colons: BullMQ refuses them. */
export const jobIds = {
  order: (job: OrderJob) => `${job.scanId}-${job.abort ? 'abort' : 'order'}`,
  strip: (job: StripJob) => `${job.scanId}-strip-${job.strip}-r${job.counter}`,
  assembly: (job: AssemblyJob) => `${job.scanId}-assembly-r${job.counter}`,
  result: (job: ResultJob) => `${job.scanId}-result-${job.revision}`,
};
