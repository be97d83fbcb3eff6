import type { ReadingPolicy } from '@h986/domain';
import type { Logger, ObjectStore } from '@h986/stores';
import type { ServerConfig } from './config.ts';
import type { JobSenders } from './orders/job-senders.ts';
import type { ChangeTools } from './records/change.ts';

/** What the server's work is done with; a test passes its own clock and folder. */
export interface Tools extends ChangeTools {
  objects: ObjectStore;
  jobs: JobSenders;
  log: Logger;
  reading: ReadingPolicy;
  assignment: ServerConfig['ASSIGNMENT'];
  /** 0 to 1, by chance. */
  chance: () => number;
  /** How long a scanner's check with its test object holds; 0: the site asks for none. */
  checkWithinHours: number;
  limits: Pick<ServerConfig, 'ORDER_TTL_MS' | 'LEASE_MS' | 'NO_PROGRESS_MS' | 'ARMED_MS' | 'NO_RESULT_MS'>;
}
