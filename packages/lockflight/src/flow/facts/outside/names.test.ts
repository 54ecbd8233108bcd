import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NamesPlace } from '../../../contract/model.ts';
import type { Forge } from '../../../forge/port.ts';
import { newFolder } from '../../../git/repository.fixture.ts';
import { CONTRACT } from '../../../policy/facts.fixture.ts';
import { hostIn, json, NOW, newServer } from './answering-server.fixture.ts';
import type { Host } from './host.ts';
import { readNames } from './names.ts';
import { namesIn } from './names-in.ts';

const [, production] = CONTRACT.environments;
if (production === undefined) throw new Error('the contract has a production');
const forge = { variableNames: async () => ['FROM_FORGE'] } as unknown as Forge;
const DAY = 86_400;

const read = async (setIn: readonly NamesPlace[], host?: Host): Promise<unknown> => {
  const fact = await readNames(forge, { ...production, aliases: ['prod'], setIn }, host);
  expect(JSON.stringify(fact)).not.toContain('4711');
  return fact.known ? fact.value : fact.code;
};

test.each([
  ['["A","B"]', ['A', 'B']],
  ['[{"name":"A","value":"4711"},{"Name":"B"}]', ['A', 'B']],
  ['{"A":"4711","B":null}', ['A', 'B']],
  ['A\nB\n', ['A', 'B']],
  ['# set by hand\nexport A=4711\r\nB = "x=y"\n', ['A', 'B']],
  ['[]', []],
  ['', undefined],
  ['[{"id":1}]', undefined],
  ['["A", 4711]', undefined],
  ['Error: not logged in', undefined],
  ['<html>', undefined],
  ['"A"', undefined],
])('the names in %j', (text, names) => expect(namesIn(text)).toEqual(names));

test('a value never passes for a name', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.stringMatching(/^[A-Z]{1,5}$/), fc.string())), (pairs) => {
      const names = pairs.map(([name]) => name);
      if (names.length === 0) return;
      expect(namesIn(JSON.stringify(pairs.map(([name, value]) => ({ name, value }))))).toEqual(names);
    }),
  );
});

describe('readNames', () => {
  test('the forge, where the contract says nothing', async () => {
    const fact = await readNames(forge, production, undefined);
    expect(fact).toEqual({ known: true, value: ['FROM_FORGE'] });
  });
  test('every place together, a fresh list alone', async () => {
    await using folder = await newFolder();
    await mkdir(join(folder.dir, 'lists'));
    const file = join(folder.dir, 'lists/production');
    await writeFile(file, 'FROM_FILE=4711\n');
    await utimes(file, NOW, NOW);
    const list = { kind: 'file', path: 'lists/production', maxAgeSeconds: DAY } as const;
    expect(await read([{ kind: 'forge' }, list], hostIn(folder.dir))).toEqual(['FROM_FORGE', 'FROM_FILE']);
    expect(await read([list])).toBe('read-by-the-recorder');
    expect(await read([{ ...list, path: 'lists/none' }], hostIn(folder.dir))).toBe('source-missing');
    expect(await read([{ ...list, path: 'lists' }], hostIn(folder.dir))).toBe('source-missing');
    expect(await read([list], hostIn(folder.dir, { now: () => new Date(NOW.getTime() + (DAY + 1) * 1000) }))).toBe('source-stale');
  });
  test('a program', async () => {
    const run = (text: string) => [{ kind: 'command', run: [process.execPath, '-p', `'${text}'`], env: [] } as const];
    expect(await read(run('[{"name":"A"}]'), hostIn('.'))).toEqual(['A']);
    expect(await read(run('please log in'), hostIn('.'))).toBe('source-nonsense');
  });
  test('the running service, which says where it is', async () => {
    let answer: unknown = { environment: 'prod', variables: ['A'] };
    await using server = await newServer(({ path }, response) => json(response, path === '/.well-known/lockflight' ? answer : undefined));
    const place = [{ kind: 'service', url: server.url } as const];
    expect(await read(place, hostIn('.'))).toEqual(['A']);
    for (const wrong of [
      { environment: 'staging', variables: ['A'] },
      { variables: ['A'] },
      { environment: 'prod' },
      { environment: 'prod', variables: 'A' },
    ]) {
      answer = wrong;
      expect(await read(place, hostIn('.'))).toBe('source-nonsense');
    }
  });
});
