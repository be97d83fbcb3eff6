import { defineConfig } from 'vitest/config';

/** One sentence a test; `unit` needs nothing, `services` starts Redis, S3 and PostgreSQL, `system` the whole house and a browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['**/src/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.services.test.ts', '**/*.system.test.ts', '**/*.browser.test.ts'],
          pool: 'forks',
        },
      },
      {
        test: {
          name: 'services',
          sequence: { groupOrder: 2 },
          include: ['**/src/**/*.services.test.ts'],
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'system',
          sequence: { groupOrder: 3 },
          include: ['**/src/**/*.system.test.ts'],
          pool: 'forks',
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
      './analyst-ui/web/vitest.config.ts',
    ],
  },
});
