import { describe, expect, test } from 'vitest';
import type { Contract } from '../../contract/model.ts';
import { openGit } from '../../git/open.ts';
import { type Files, newRepository } from '../../git/repository.fixture.ts';
import { CONTRACT, gone } from '../../policy/facts.fixture.ts';
import { type Fact, known, type WayBack } from '../../policy/facts.ts';
import { wayBack } from './way-back.ts';

const YAML = [
  'lockflight: 1',
  'project: koomy',
  'environments:',
  '  staging: { kind: staging, branch: staging }',
  '  production: { kind: production, branch: main }',
  'variables:',
  '  REDIS_URL: { type: url }',
  '',
].join('\n');

interface Asked {
  readonly before?: Files;
  readonly after?: Files;
  readonly names?: Fact<readonly string[]>;
  readonly contract?: Contract;
  readonly archive?: string;
}

const rehearsed = async ({ before = {}, after = {}, names = known([]), contract = CONTRACT, archive }: Asked): Promise<Fact<WayBack>> => {
  await using repo = await newRepository();
  const target = { commit: await repo.commit({ a: '1\n', b: 'b\n', ...before }), tree: await repo.tree() };
  const candidate = { commit: await repo.commit({ a: '2\n', b: null, c: 'c\n', ...after }), tree: await repo.tree() };
  const objects = await repo.git('count-objects');
  const fact = await wayBack({
    git: await openGit(repo.dir),
    contract,
    environment: 'production',
    target,
    candidate,
    targetNames: names,
    ...(archive === undefined ? {} : { archive }),
  });
  expect(await repo.git('count-objects')).toBe(objects);
  return fact;
};

const valueOfFact = (fact: Fact<WayBack>): WayBack => {
  if (!fact.known) throw new Error(fact.code);
  return fact.value;
};

describe('wayBack', () => {
  test('goes back to the very tree, and writes nothing', async () => {
    expect(valueOfFact(await rehearsed({}))).toEqual({
      archivable: true,
      applies: true,
      conflicts: [],
      irreversible: [],
      missingVariables: [],
    });
  });

  test('names the archive that is there', async () => {
    const archive = 'refs/tags/archive/main/2026-11-01/v1';
    expect(valueOfFact(await rehearsed({ archive })).archive).toBe(archive);
  });

  test('names a migration without a way down', async () => {
    const after = { 'prisma/migrations/0042_drop_phone/migration.sql': 'DROP' };
    expect(valueOfFact(await rehearsed({ after })).irreversible).toEqual([
      { name: '0042_drop_phone', downFile: 'prisma/migrations/0042_drop_phone/down.sql' },
    ]);
  });

  test("asks for the variables of the target's own contract, not the candidate's", async () => {
    const after = { 'lockflight.yaml': YAML.replace('REDIS_URL', 'OTHER_URL') };
    expect(valueOfFact(await rehearsed({ before: { 'lockflight.yaml': YAML }, after })).missingVariables).toEqual(['REDIS_URL']);
    expect(
      valueOfFact(await rehearsed({ before: { 'lockflight.yaml': YAML }, after, names: known(['REDIS_URL']) })).missingVariables,
    ).toEqual([]);
  });

  test('names that could not be had matter only where some are asked for', async () => {
    expect(await rehearsed({ before: { 'lockflight.yaml': YAML }, names: gone })).toEqual(gone);
    expect((await rehearsed({ names: gone })).known).toBe(true);
  });

  test('a broken contract in the target: the one in force stands in', async () => {
    const cell = { environment: 'production', need: 'required', differsFrom: [], when: [], at: { file: 'x', line: 1, column: 1 } } as const;
    const variable = {
      name: 'IN_FORCE',
      type: 'string',
      secret: false,
      exposed: false,
      phases: [],
      distinct: false,
      cells: [cell],
      at: cell.at,
    } as const;
    const contract = { ...CONTRACT, variables: [variable] };
    expect(valueOfFact(await rehearsed({ before: { 'lockflight.yaml': ']' }, contract })).missingVariables).toEqual(['IN_FORCE']);
  });

  test('a state that this clone lacks is unknown, not fine', async () => {
    await using repo = await newRepository();
    const candidate = { commit: await repo.commit({ a: '1' }), tree: await repo.tree() };
    const target = { commit: 'e'.repeat(40), tree: 'f'.repeat(40) };
    const fact = await wayBack({
      git: await openGit(repo.dir),
      contract: CONTRACT,
      environment: 'production',
      target,
      candidate,
      targetNames: known([]),
    });
    expect(fact.known).toBe(false);
  });
});
