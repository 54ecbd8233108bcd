/**
 * The example's own tree without its contract: the draft's judge accepts and refuses what the real one does, row by row, and whatever it cannot know is on its
 * list. Rows are the good values of each environment, and every single broken value of the example's matrix.
 */
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Contract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { readEnvText } from '../../env/import/repository/values.fixture.ts';
import { judgeEnvironment } from '../../env/judge.ts';
import { BROKEN_ROWS, KHADAMAT_FILES, type KhadamatEnvironment } from '../../env/khadamat.fixture.ts';
import { newFolder } from '../../git/repository.fixture.ts';
import { initContract } from './init.ts';

const EXAMPLE = join(import.meta.dirname, '../../../../../examples/khadamat');

const contractOf = (text: string): Contract => {
  const { contract, diagnostics } = readContract({ file: 'lockflight.yaml', text });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (contract === undefined) throw new Error('no contract');
  return contract;
};

test('khadamat: drafted from its samples, it judges as the real contract does', async () => {
  await using folder = await newFolder();
  await cp(EXAMPLE, folder.dir, { recursive: true, filter: (path) => !/(?:node_modules|dist)$/.test(path) });
  const real = contractOf(await readFile(join(folder.dir, 'lockflight.yaml'), 'utf8'));
  await rm(join(folder.dir, 'lockflight.yaml'));
  const done = await initContract({ directory: folder.dir, from: undefined, language: 'fr', dryRun: false });
  expect([done.state, done.documents, done.secrets]).toEqual(['created', ['docs/environments.md'], []]);
  const drafted = contractOf(await readFile(join(folder.dir, 'lockflight.yaml'), 'utf8'));
  expect([drafted.language, drafted.select]).toEqual(['fr', ['NODE_ENV']]);
  const known = new Set(real.variables.map(({ name }) => name));
  expect(
    drafted.variables
      .filter(({ name }) => known.has(name))
      .map(({ name, type, secret }) => [name, type, secret])
      .toSorted(),
  ).toEqual(real.variables.map(({ name, type, secret }) => [name, type, secret]).toSorted());
  // What workflows and tests alone read is nobody's duty to set: the process runs without it.
  const others = drafted.variables.filter(({ name }) => !known.has(name));
  expect(others.filter(({ name }) => !/^(?:STAGING|PRODUCTION|TEST)_|^ENV_FILE$/.test(name))).toEqual([]);
  expect(others.flatMap(({ cells }) => Object.values(cells).map(({ need }) => need)).filter((need) => need !== 'optional')).toEqual([]);

  const judged = (contract: Contract, environment: KhadamatEnvironment, set: Readonly<Record<string, string | null>>) => {
    const values = new Map(
      Object.entries({ ...readEnvText(KHADAMAT_FILES[environment]), ...set }).filter((each): each is [string, string] => each[1] !== null),
    );
    return judgeEnvironment(contract, environment, values).map(({ code, variable, severity }) => `${code} ${variable} ${severity}`);
  };
  const unset = (environment: KhadamatEnvironment) =>
    Object.keys(readEnvText(KHADAMAT_FILES[environment])).map((name) => ({ environment, on: name, set: { [name]: null } }));
  const environments = Object.keys(KHADAMAT_FILES) as KhadamatEnvironment[];
  const rows = [
    ...environments.map((environment) => ({ environment, on: '', set: {} as Readonly<Record<string, string | null>> })),
    ...environments.flatMap(unset),
    ...BROKEN_ROWS,
  ];
  const asked = new Set(done.undecided.map(({ variable, environment }) => `${variable} ${environment}`));
  const differing = rows.filter(
    ({ environment, set }) => judged(drafted, environment, set).join() !== judged(real, environment, set).join(),
  );
  expect(differing.filter(({ environment, on }) => !asked.has(`${on} ${environment}`))).toEqual([]);
  // What only the contract knew: how the values of three accounts tell a sandbox from a live one.
  expect([...new Set(differing.map(({ on }) => on))].toSorted()).toEqual(['KYC_API_KEY', 'SMS_API_KEY', 'SMTP_HOST']);
  expect([differing.length, rows.length > 150]).toEqual([6, true]);
});
