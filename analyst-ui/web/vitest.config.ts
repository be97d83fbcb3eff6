import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

/** A scan that may not be copied into the project, as base64 of its `.npy`; null where it is not beside it. */
async function realScan(_: unknown, name: string): Promise<string | null> {
  const file = new URL(`../../../shared/real-scans/${name}.npy`, import.meta.url);
  return readFile(file, 'base64').catch(() => null);
}

/** What needs a real browser: WebGL2, workers and DecompressionStream. Chromium's software renderer is enough. */
export default defineConfig({
  // Found only while a test runs, it would make Vite reload the page under the test.
  optimizeDeps: { include: ['@h986/domain > zod'] },
  test: {
    name: 'browser',
    // Beside `unit`, and so with as many at once.
    maxWorkers: availableParallelism(),
    include: ['src/**/*.browser.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000, interval: 50 } },
    browser: {
      enabled: true,
      commands: { realScan },
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
