import { provide } from '@h986/stores/provision';
import { startVitest } from 'vitest/node';
import { buildPage } from './house/build-page.ts';

/**
 * Everything that has to hold, in one run: `npm test [FILTER ...]`. Installs what is missing (Redis, PostgreSQL, Ceph, Chromium) where
 * it may, and ends with a line that counts.
 */
process.env.CHROMIUM_PATH ??= await provide({
  what: 'Chromium',
  commands: ['chromium', 'chromium-browser', 'google-chrome'],
  packages: ['chromium'],
});
await buildPage();

const vitest = await startVitest('test', process.argv.slice(2), { watch: false });
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const module of vitest.state.getTestModules()) {
  // A file that could not even be read has no tests to fail.
  if (!module.ok() && [...module.children.allTests()].every((t) => t.result().state !== 'failed')) counts.failed += 1;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    counts[state === 'pending' ? 'failed' : state] += 1;
  }
}
counts.failed += vitest.state.getUnhandledErrors().length;
await vitest.close();
process.stdout.write(
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}\n`,
);
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);
