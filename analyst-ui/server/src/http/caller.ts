import type { User } from '@h986/domain';

/** Who asks. */
export interface Caller {
  user: User;
  sessionHash: string;
}
