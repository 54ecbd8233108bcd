/** A repository whose recorder runs in the forge's own workflows, as `lockflight generate` writes them. */
import { readContract } from '../../contract/read-contract.ts';
import { ownVersion } from '../../own-package.ts';
import { planFiles } from '../generate/plan.ts';
import { ARCHIVE_INTEGRITY } from './actions-runner.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

const CI_FILE = '.github/workflows/ci.yml';
const CHECKING = 'name: ci\non: push\njobs:\n  check: { runs-on: ubuntu-latest, steps: [{ run: npx lockflight check }] }\n';

/** Lockflight at this very version, as npm locks it: the archive that the runner's registry gives. */
const LOCKFILE = JSON.stringify({
  lockfileVersion: 3,
  packages: { 'node_modules/lockflight': { version: ownVersion(), integrity: ARCHIVE_INTEGRITY } },
});

/** The small contract's files, with the workflows that it gives. `checked`: Lockflight runs in its CI. */
export const filesOf = (token: 'app' | 'workflow', checked: boolean, contractText = SMALL_CONTRACT): Readonly<Record<string, string>> => {
  const text = `${contractText}generate: { recorder: { token: ${token} } }\n`;
  const { contract, digest } = readContract({ file: 'lockflight.yaml', text });
  if (contract === undefined) throw new Error('no contract');
  const recorder = { version: ownVersion(), package: { integrity: ARCHIVE_INTEGRITY }, workflowNames: new Map([[CI_FILE, 'ci']]) };
  const planned = planFiles(contract, { digest, recorder });
  return {
    ...SMALL_FILES,
    ...(checked ? { [CI_FILE]: CHECKING } : {}),
    'lockflight.yaml': text,
    'package-lock.json': LOCKFILE,
    ...Object.fromEntries(planned.map((file) => [file.path, file.text])),
  };
};
