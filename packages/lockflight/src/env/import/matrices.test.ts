import { describe, expect, test } from 'vitest';
import { readContract } from '../../contract/read-contract.ts';
import { draftFromMarkdown } from './draft-from-markdown.ts';
import { LOOK_ALIKES } from './look-alikes.fixture.ts';
import { MATRICES } from './matrices.fixture.ts';

const drafted = (markdown: string) => draftFromMarkdown(markdown, { file: 'docs/env.md', language: 'en' });

describe('a matrix becomes a contract', () => {
  test.each(MATRICES)('$what', ({ markdown, environments, cells }) => {
    const { draft, yaml } = drafted(markdown);
    expect(draft?.environments.map(({ name, facts }) => `${name}:${facts.kind}`)).toEqual(environments);
    const found = draft?.variables.flatMap(({ name, cells: its }) =>
      its.map(({ environment, facts: { about: _, ...facts } }) => [`${name} ${environment}`, facts] as const),
    );
    expect(Object.fromEntries(found ?? [])).toEqual(cells);
    expect(readContract({ file: 'lockflight.yaml', text: yaml ?? '' }).diagnostics).toEqual([]);
  });
});

describe('what only looks like a matrix is refused', () => {
  test.each(LOOK_ALIKES)('$what', ({ markdown }) => {
    const { draft, yaml, refused } = drafted(markdown);
    expect(draft).toBeUndefined();
    expect(yaml).toBeUndefined();
    expect(refused[0]?.code).toBe('no-variable-matrix');
    expect(refused.slice(1).map(({ at }) => at.line)).toEqual(markdown.includes('|') ? [expect.any(Number)] : []);
  });
});
