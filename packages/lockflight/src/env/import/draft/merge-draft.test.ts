import { describe, expect, test } from 'vitest';
import { readContract } from '../../../contract/read-contract.ts';
import { draftFromMarkdown } from '../draft-from-markdown.ts';
import { MATRICES } from '../matrices.fixture.ts';
import { mergeDraft } from './merge-draft.ts';
import type { Draft } from './model.ts';

const draftOf = (markdown: string): Draft => {
  const { draft } = draftFromMarkdown(markdown, { file: 'env.md', language: 'en', project: 'acme' });
  if (draft === undefined) throw new Error('no draft');
  return draft;
};

const BY_HAND = `# Ours, edited by hand.
lockflight: 1
project: acme

environments:
    local:   { kind: development }   # the laptop
    production:
        kind: production   # do not touch

variables:
    DATABASE_URL:      # since 2019
        type: url
        in: { local: optional,   production: required }
    MODE: { type: string, in: { local: { default: a } } }
    # the last comment
`;

describe('adding to a contract that exists', () => {
  const { text, added } = mergeDraft(
    BY_HAND,
    draftOf(
      '| Variable | Local | Staging | Production |\n|--|--|--|--|\n| `DATABASE_URL` | required | required | required |\n| `SENTRY_DSN` | optional | optional | required |\n| `SMTP_*` | - | required | required |\n',
    ),
  );

  test('what is new comes in, and the contract holds', () => {
    expect(
      added.map(({ section, name, environment }) => [section, name, environment].filter((word) => word !== undefined).join(' ')),
    ).toEqual([
      'environments staging',
      'variables SENTRY_DSN',
      ...['HOST', 'PORT', 'USER', 'PASSWORD', 'FROM'].map((part) => `variables SMTP_${part}`),
      'groups smtp',
      'variables DATABASE_URL staging',
    ]);
    expect(readContract({ file: 'lockflight.yaml', text }).diagnostics).toEqual([]);
  });

  test('every byte that was there is there, in its order', () => {
    let at = 0;
    for (const character of text) if (character === BY_HAND[at]) at++;
    expect(at).toBe(BY_HAND.length);
    expect(text).toContain('    local:   { kind: development }   # the laptop\n');
    expect(text).toContain('in: { local: optional,   production: required, staging: required }');
  });

  test('a second time adds nothing', () => {
    const draft = draftOf(
      '| Variable | Local | Staging | Production |\n|--|--|--|--|\n| `DATABASE_URL` | required | required | required |\n| `SENTRY_DSN` | optional | optional | required |\n| `SMTP_*` | - | required | required |\n',
    );
    expect(mergeDraft(text, draft)).toEqual({ text, added: [] });
  });
});

test('a section in flow style grows in flow style', () => {
  const { text } = mergeDraft(
    'lockflight: 1\nproject: acme\nenvironments: { local: { kind: development } }\nvariables: {}\n',
    draftOf('| Variable | Local | Production |\n|--|--|--|\n| `API_URL` | optional | required |\n'),
  );
  expect(text).toContain('environments: { local: { kind: development }, production: { kind: production, aliases: [prod] } }');
  expect(readContract({ file: 'lockflight.yaml', text }).diagnostics).toEqual([]);
});

test.each(MATRICES)('added to the smallest contract, and again: $what', ({ markdown }) => {
  const first = mergeDraft('lockflight: 1\nproject: acme\nenvironments:\n  laptop: { kind: development }\n', draftOf(markdown));
  expect(readContract({ file: 'lockflight.yaml', text: first.text }).diagnostics).toEqual([]);
  expect(mergeDraft(first.text, draftOf(markdown)).text).toBe(first.text);
});
