import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const CORES = availableParallelism();
// Our parts are started some hundred times: what Node compiles of them is kept, which halves what a start costs.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/node');
// The same for what `initdb` makes of a new database; of another version it may be another.
const pglite = join(import.meta.dirname, 'node_modules/@electric-sql/pglite/package.json');
const { version } = JSON.parse(readFileSync(pglite, 'utf8')) as { version: string };
process.env.RECORDS_TEMPLATE ??= join(import.meta.dirname, `node_modules/.cache/records/${version}.tar`);

/** How long a condition is waited for where a test says nothing else: a loaded machine takes its time. */
const patient = { poll: { timeout: 45_000, interval: 50 } };

/** The whole house takes longest and comes first: what is short fills the cores to the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project }: TestSpecification): number =>
      2 * project.config.sequence.groupOrder + (project.name === 'system' ? 0 : 1);
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/**
 * One sentence a test; `unit` needs nothing, `services` starts Redis, S3 and PostgreSQL, `system` the whole house and a browser.
 * The first computes and takes a core a file. The other two run beside each other, one file more than there are cores: they wait most
 * of the time, for a scanner that sends, a process that comes back, a lock that runs out. Time-outs are there for what hangs.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['**/src/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.services.test.ts', '**/*.system.test.ts', '**/*.browser.test.ts'],
          pool: 'forks',
          expect: patient,
          maxWorkers: CORES,
          // What a file leaves behind in memory is tables and models that the next one would make again.
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'services',
          sequence: { groupOrder: 1 },
          maxWorkers: CORES + 1,
          include: ['**/src/**/*.services.test.ts'],
          pool: 'forks',
          expect: patient,
          // Every file would read the whole server or pipeline anew; what it starts, it stops.
          isolate: false,
          testTimeout: 300_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'system',
          sequence: { groupOrder: 1 },
          maxWorkers: CORES + 1,
          include: ['**/src/**/*.system.test.ts'],
          pool: 'forks',
          expect: patient,
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
      './analyst-ui/web/vitest.config.ts',
    ],
  },
});
