import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{backend/src,stand-ins,scripts}/**/*.test.ts'],
    // No module keeps anything between tests: files share a worker, and what they load is loaded once.
    isolate: false,
    // A core less than most machines have: nothing here waits for long.
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
