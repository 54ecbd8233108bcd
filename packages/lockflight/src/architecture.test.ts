/** docs/ARCHITECTURE.md says which room may know which; biome.json enforces it. The two are the same, and every path that the document names is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const DOCUMENT = readFileSync(join(ROOT, 'docs/ARCHITECTURE.md'), 'utf8');
/** The rooms that the zones are about; `demo` is the command line's own. */
const ROOMS = ['contract', 'env', 'line', 'policy', 'protection', 'ledger', 'git', 'forge', 'probe', 'flow', 'cli'];

interface Override {
  readonly includes: readonly string[];
  readonly linter?: {
    readonly rules: {
      readonly style?: {
        readonly noRestrictedImports?: { readonly options: { readonly patterns: readonly { readonly group: readonly string[] }[] } };
      };
    };
  };
}

const overrides = (JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8')) as { readonly overrides: readonly Override[] }).overrides;

/** The rooms that biome.json keeps out of a folder, or undefined where it says nothing of it. */
const keptOut = (glob: string): readonly string[] | undefined => {
  const zones = overrides.filter((o) => o.includes[0] === `packages/lockflight/src/${glob}`);
  const groups = zones.flatMap((o) => o.linter?.rules.style?.noRestrictedImports?.options.patterns ?? []);
  if (groups.length === 0) return undefined;
  return groups.flatMap((p) => p.group).map((g) => g.replace(/^(?:\.\.?\/)+/, '').replace('/**', ''));
};

const documented = (room: string): readonly string[] => {
  const section = DOCUMENT.slice(DOCUMENT.indexOf('## Which room may know which'), DOCUMENT.indexOf('## Where clocks'));
  const cell = new RegExp(`^\\| \`${room}\` \\| ?(.*)\\|$`, 'm').exec(section)?.[1]?.trim();
  if (cell === undefined) throw new Error(`docs/ARCHITECTURE.md says nothing of ${room}`);
  return cell === 'everything' ? ROOMS.filter((r) => r !== room) : [...cell.matchAll(/`([a-z]+)`/g)].map(([, name]) => name ?? '');
};

test.each([...ROOMS, 'reference'])('%s may import what the document says', (room) => {
  const out = keptOut(`${room}/**`) ?? [];
  expect(ROOMS.filter((other) => other !== room && !out.includes(other)).sort()).toEqual([...documented(room)].sort());
});

test('only the stores of the ledger may import git', () => {
  expect(keptOut('ledger/*.ts')).toContain('git');
});

test('every room is in the document', () => {
  const rooms = readdirSync(join(ROOT, 'packages/lockflight/src'), { withFileTypes: true }).filter((e) => e.isDirectory());
  for (const { name } of rooms) expect(DOCUMENT).toContain(`\n| \`${name}\` | `);
});

test.each(['ARCHITECTURE.md', 'RECORDER.md', 'PROMOTION.md', ...readdirSync(join(ROOT, 'docs/decisions')).map((f) => `decisions/${f}`)])(
  'every path that docs/%s names is there',
  (file) => {
    const text = readFileSync(join(ROOT, 'docs', file), 'utf8');
    const paths = [...text.matchAll(/`((?:contract|env|line|policy|protection|ledger|git|forge|flow|cli|demo)\/[\w./-]*)`/g)].map(
      ([, p]) => p ?? '',
    );
    const missing = paths.filter((p) => !existsSync(join(ROOT, 'packages/lockflight/src', p)));
    expect(missing).toEqual([]);
    const fromRoot = [...text.matchAll(/`((?:packages|examples|biome|docs|bench|conformance)\/[\w./-]*)`/g)].map(([, p]) => p ?? '');
    expect(fromRoot.filter((p) => !existsSync(join(ROOT, p)))).toEqual([]);
  },
);
