import { expect, test } from 'vitest';
import { envFileKind } from './env-file-kind.ts';

test.each([
  ['.env.example', 'sample', undefined],
  ['.env.staging.sample', 'sample', 'staging'],
  ['deploy/production/.env.tpl', 'sample', 'production'],
  ['.env.production', 'real', 'production'],
  ['.dev.vars.example', 'sample', undefined],
  ['apps/edge/.dev.vars', 'real', undefined],
  ['.dev.vars.staging', 'real', 'staging'],
  ['.env.test.example', 'sample', undefined],
])('%s is a %s file', (file, what, environment) => {
  const kind = envFileKind(file);
  expect([kind?.sample === true ? 'sample' : 'real', kind?.environment?.name]).toEqual([what, environment]);
});

test.each(['.env.ts', 'environment.md', '.envrc', 'src/env/index.js', '.env.schema', '.dev.varsity'])('%s is none', (file) => {
  expect(envFileKind(file)).toBeUndefined();
});
