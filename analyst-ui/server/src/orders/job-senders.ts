import type { AssemblyJob, LaneId, OrderJob, StripJob } from '@h986/domain';
import { type JobSender, jobKinds, openSender, type QueueOptions } from '@h986/stores';

export interface JobSenders {
  /** To the queue of the order's lane. @throws when Redis is away, as all of these. */
  order(job: OrderJob): Promise<void>;
  strip(job: StripJob): Promise<void>;
  assembly(job: AssemblyJob): Promise<void>;
  close(): Promise<void>;
}

/** The sending ends of all queues that the server adds to; a lane's is opened with its first order. */
export function openJobSenders(options: QueueOptions): JobSenders {
  const strips = openSender(jobKinds.strips, options);
  const assembly = openSender(jobKinds.assembly, options);
  const orders = new Map<LaneId, JobSender<OrderJob>>();
  return {
    async order(job) {
      const sender = orders.get(job.lane) ?? openSender(jobKinds.orders(job.lane), options);
      orders.set(job.lane, sender);
      await sender.add(job);
    },
    strip: (job) => strips.add(job),
    assembly: (job) => assembly.add(job),
    async close() {
      await Promise.all([strips, assembly, ...orders.values()].map((sender) => sender.close()));
    },
  };
}
