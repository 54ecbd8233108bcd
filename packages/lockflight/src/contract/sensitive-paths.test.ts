import { expect, test } from 'vitest';
import { readContract } from './read-contract.ts';
import { isSensitivePath } from './sensitive-paths.ts';
import { WHOLE_CONTRACT } from './whole-contract.fixture.ts';

test('what decides what counts as proof is sensitive, and nothing else', () => {
  const { contract } = readContract({ file: 'lockflight.yaml', text: WHOLE_CONTRACT });
  if (contract === undefined) throw new Error('the fixture is a contract');
  for (const path of [
    'lockflight.yaml',
    '.github/workflows/ci.yml',
    '.github/CODEOWNERS',
    'package.json',
    'backend/package.json',
    'scripts/smoke.sh',
  ]) {
    expect([path, isSensitivePath(contract, path)]).toEqual([path, true]);
  }
  for (const path of ['src/index.ts', 'docs/lockflight.yaml', 'scripts/smoke.sh.md', 'package.json.md', 'x/.github/a']) {
    expect([path, isSensitivePath(contract, path)]).toEqual([path, false]);
  }
});
