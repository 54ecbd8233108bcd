import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Most tests wait for git: a core less would leave half the machine idle.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'lockflight',
          root: 'packages/lockflight',
          include: ['src/**/*.test.ts', 'build/*.test.ts'],
          globalSetup: [join(import.meta.dirname, 'packages/lockflight/test-servers/debian-packages.ts')],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'forge-simulator',
          root: 'packages/forge-simulator',
          include: ['{src,conformance}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
