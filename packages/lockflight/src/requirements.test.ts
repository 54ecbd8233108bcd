/** docs/REQUIREMENTS.md is a promise with links in it. Every path, file and test title on it is followed here. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from './examples.fixture.ts';

/** How many statements each document makes: a row that is taken away is missed. */
const DOCUMENTS = [
  { prefix: 'K', file: 'examples/koomy/lockflight.yaml', statements: 74 },
  { prefix: 'H', file: 'examples/khadamat/lockflight.yaml', statements: 82 },
] as const;

interface Row {
  readonly id: string;
  readonly statement: string;
  readonly places: readonly string[];
  readonly enforcedBy: string;
  readonly files: readonly string[];
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

const read = (file: string) => readFileSync(`${ROOT}${file}`, 'utf8');
const ROWS = read('docs/REQUIREMENTS.md')
  .split('\n')
  .filter((line) => /^\| [A-Z]-\d/.test(line))
  .map(toRow);

function toRow(line: string): Row {
  const cells = line.slice(1, -1).split(' |');
  const [id, statement, contract, enforcedBy, provenBy] = cells.map((cell) => cell.trim());
  if (cells.length !== 5 || !id || !statement || !contract || !enforcedBy || !provenBy) throw new Error(`not a row: ${line}`);
  return {
    id,
    statement,
    places: [...contract.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? ''),
    enforcedBy,
    files: [...enforcedBy.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file]) => file ?? ''),
    tests: [...provenBy.matchAll(/\]\(\.\.\/([^)]+)\) "([^"]+)"/g)].map(([, file, title]) => ({ file: file ?? '', title: title ?? '' })),
  };
}

/** What stands at a path. Items of a list go by position, by `id`, by the gate that they are, or by their value. */
function follow(root: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, step) => {
    if (Array.isArray(at))
      return /^\d+$/.test(step) ? at[Number(step)] : at.map((item) => itemNamed(item, step)).find((found) => found !== undefined);
    return typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as Record<string, unknown>)[step] : undefined;
  }, root);
}

function itemNamed(item: unknown, name: string): unknown {
  if (item === name) return item;
  if (typeof item !== 'object' || item === null) return undefined;
  const [[key, settings] = []] = Object.entries(item);
  const of = typeof settings === 'object' && settings !== null && 'of' in settings ? `${key}:${settings.of}` : key;
  return 'id' in item ? (item.id === name ? item : undefined) : of === name ? settings : undefined;
}

test.each(DOCUMENTS)('every statement of $file has one row', ({ prefix, statements }) => {
  const ids = ROWS.map((row) => row.id).filter((id) => id.startsWith(prefix));
  expect(ids).toEqual(Array.from({ length: statements }, (_, i) => `${prefix}-${String(i + 1).padStart(2, '0')}`));
});

test('no statement stands twice, and nothing else is numbered', () => {
  expect(ROWS).toHaveLength(DOCUMENTS.reduce((sum, { statements }) => sum + statements, 0));
  for (const { prefix } of DOCUMENTS) {
    const own = ROWS.filter((row) => row.id.startsWith(prefix)).map((row) => row.statement + row.places.join());
    expect(new Set(own).size).toBe(own.length);
  }
});

describe.each(DOCUMENTS)('$file', ({ prefix, file }) => {
  const contract: unknown = parse(read(file));
  test.each(ROWS.filter((row) => row.id.startsWith(prefix)))('$id is in the contract', ({ places }) => {
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((path) => follow(contract, path) === undefined)).toEqual([]);
  });
});

test('a path that is not there is noticed', () => {
  expect(follow({ flow: [{ id: 'release', gates: [{ evidence: { of: 'smoke' } }] }] }, 'flow.release.gates.evidence:smoke.of')).toBe(
    'smoke',
  );
  expect(follow({ flow: [{ id: 'release' }] }, 'flow.other')).toBeUndefined();
  expect(follow({ environments: {} }, 'environments.constructor')).toBeUndefined();
});

test('nothing is left for later', () => {
  expect(ROWS.filter(({ enforcedBy }) => enforcedBy.startsWith('not yet')).map(({ id }) => id)).toEqual([]);
});

test('every statement names code and tests that exist', () => {
  for (const { id, files, tests } of ROWS) {
    expect([id, files.length > 0, tests.length > 0]).toEqual([id, true, true]);
    expect([id, [...files, ...tests.map((t) => t.file)].filter((path) => !existsSync(`${ROOT}${path}`))]).toEqual([id, []]);
    expect([id, files.filter((path) => /\.(?:test|fixture)\.ts$/.test(path))]).toEqual([id, []]);
    expect([id, tests.filter((t) => !t.file.endsWith('.test.ts') || !hasTest(t.file, t.title))]).toEqual([id, []]);
  }
});

const sources = new Map<string, string>();
/** Is there a test of this title in the file? Titles of `test.each` stand there with their placeholders. */
function hasTest(file: string, title: string): boolean {
  const source = sources.get(file) ?? read(file);
  sources.set(file, source);
  return ["'", '"', '`'].some((quote) => source.includes(`(${quote}${title}${quote},`));
}
