import type { AssemblyJob, Policy, Progress, ResultJob, ScanId, StripJob } from '@h986/domain';
import type { JobSender, ObjectStore } from '@h986/stores';
import type { TestObjects } from './check/read-test-objects.ts';
import type { MaterialTables } from './material/read-tables.ts';
import type { ScanPixels } from './pixels/scan-pixels.ts';
import type { ModelSet } from './registry/open-registry.ts';

/** To whom work is handed on. */
export interface HandOn {
  strips: Pick<JobSender<StripJob>, 'add'>;
  assembly: Pick<JobSender<AssemblyJob>, 'add'>;
  results: Pick<JobSender<ResultJob>, 'add'>;
}

/** Everything that a stage needs from outside. */
export interface Tools extends ModelSet {
  objects: ObjectStore;
  policy: Policy;
  /** What scanners see of known stuffs. */
  tables: MaterialTables;
  /** What scanners are checked with. */
  testObjects: TestObjects;
  /** Calibrated pixels of any strip; remembers the last few. */
  pixels: (scanId: ScanId) => Promise<ScanPixels>;
  handOn: HandOn;
  tell: (progress: Progress) => void;
  /** How long the assembly waits for strips that are missing. */
  patience: { afterSealMs: number; afterTriggerMs: number };
  /** Our own clock, ms since 1970. */
  now: () => number;
}
