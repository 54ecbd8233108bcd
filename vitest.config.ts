import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const at = (path: string): string => join(import.meta.dirname, 'packages/lockflight', path);

/** Rooms without files, clock, processes or state of their own: their tests share a worker, and its modules are loaded once. */
const PURE = [
  'src/{contract,line,policy,protection,reference}/**/*.test.ts',
  'src/env/{,import/**/,formats/,report/,samples/,scan/}*.test.ts',
  'src/ledger/{,v1/}*.test.ts',
];
/** Tests that tell stories through git, hundreds of processes each. The tests of `src/git` start it as the program does. */
const STORIES = ['src/{flow,cli}/**/*.test.ts', 'src/ledger/stores/*.test.ts', 'src/examples-*.test.ts'];

const lockflight = (name: string, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration => ({
  test: {
    name,
    root: 'packages/lockflight',
    globalSetup: [at('test-servers/debian-packages.ts')],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    ...test,
  },
});

export default defineConfig({
  test: {
    // Most tests wait for git: a core less would leave half the machine idle.
    maxWorkers: 3,
    projects: [
      lockflight('pure', { include: PURE, isolate: false }),
      lockflight('stories', { include: STORIES, setupFiles: [at('test-servers/git-starter.ts')] }),
      lockflight('lockflight', { include: ['src/**/*.test.ts', 'build/*.test.ts'], exclude: [...PURE, ...STORIES] }),
      {
        test: {
          name: 'examples',
          root: 'examples-proof',
          include: ['**/*.test.ts'],
          globalSetup: [
            at('test-servers/debian-packages.ts'),
            ...['install.ts', 'build.ts'].map((file) => join(import.meta.dirname, 'examples-proof', file)),
          ],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'forge-simulator',
          root: 'packages/forge-simulator',
          include: ['src/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
