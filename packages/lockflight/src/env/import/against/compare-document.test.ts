import { describe, expect, test } from 'vitest';
import { readContract } from '../../../contract/read-contract.ts';
import { draftFromMarkdown } from '../draft-from-markdown.ts';
import { compareDocument } from './compare-document.ts';

const contractOf = (text: string) => {
  const { contract } = readContract({ file: 'lockflight.yaml', text });
  if (contract === undefined) throw new Error('the contract of this test has errors');
  return contract;
};

const CONTRACT = contractOf(`lockflight: 1
project: acme
environments:
  local: { kind: development, aliases: [dev] }
  production: { kind: production }
variables:
  API_URL: { type: url, in: { local: { default: "http://localhost:1" }, production: { scheme: https, host: "*.acme.io" } } }
  LOG_LEVEL: { type: string, in: { local: optional, production: { is: warn } } }
  DEBUG_TOKEN: { type: string, secret: true, in: { local: optional, production: forbidden } }
  SENTRY_DSN: { type: sentry-dsn, in: { local: optional, production: optional } }
  STRIPE_SECRET_KEY: { type: stripe-secret-key, in: { local: test, production: live } }
  ONLY_HERE: string
`);

const against = (table: string, read?: ReadonlySet<string>) => {
  const { draft } = draftFromMarkdown(table, { file: 'env.md', language: 'en', known: CONTRACT.variables.map(({ name }) => name) });
  if (draft === undefined) throw new Error('the document of this test has no matrix');
  return compareDocument({ contract: CONTRACT, draft, file: 'env.md', read }).map(
    ({ code, document, contract, variable, environment }) =>
      `${code} ${variable ?? '-'} ${environment ?? '-'} ${document.line} ${contract?.line ?? '-'}`,
  );
};

const TRUE = `| Variable | Dev | Production |
|---|---|---|
| \`API_URL\` | \`http://localhost:1\` | \`https://api.acme.io\` |
| \`LOG_LEVEL\` | optional | \`warn\` |
| \`DEBUG_TOKEN\` | optional | forbidden |
| \`SENTRY_DSN\` | optional | optional |
| \`STRIPE_SECRET_KEY\` | test key | live key |
| \`ONLY_HERE\` | optional | required |
`;

describe('a document against the contract', () => {
  test('one that says the same has no finding', () => {
    expect(against(TRUE)).toEqual([]);
  });

  test('each side is told what the other lacks, with both places', () => {
    expect(
      against(
        TRUE.replace('| optional | optional |\n| `STRIPE', '| optional | required |\n| `STRIPE')
          .replace('live key', 'test key')
          .replace('| optional | forbidden |', '| optional | required |')
          .replace('`warn`', '`info`')
          .replace('`ONLY_HERE`', '`NOT_DECLARED_URL`'),
      ),
    ).toEqual([
      'contract-variable-undocumented ONLY_HERE - 1 12',
      'document-rule-differs LOG_LEVEL production 4 8',
      'document-rule-differs DEBUG_TOKEN production 5 9',
      'document-rule-unenforced SENTRY_DSN production 6 10',
      'document-rule-differs STRIPE_SECRET_KEY production 7 11',
      'document-variable-unknown NOT_DECLARED_URL - 8 -',
    ]);
  });

  test('what the contract asks and the document calls optional is told', () => {
    expect(against(TRUE.replace('| `ONLY_HERE` | optional | required |', '| `ONLY_HERE` | optional | optional |'))).toEqual([
      'contract-rule-undocumented ONLY_HERE production 8 12',
    ]);
  });

  test('an address on a host that the contract does not allow contradicts it', () => {
    expect(against(TRUE.replace('https://api.acme.io', 'https://api.other.io'))).toEqual(['document-rule-differs API_URL production 3 7']);
  });

  test('a variable that nothing reads is told where reads are known', () => {
    const read = new Set(CONTRACT.variables.map(({ name }) => name).filter((name) => name !== 'LOG_LEVEL'));
    expect(against(TRUE, read)).toEqual(['document-variable-unread LOG_LEVEL - 4 8']);
  });

  test('environments of one side only are told', () => {
    expect(
      against('| Variable | Staging | Production |\n|--|--|--|\n| `SENTRY_DSN` | optional | optional |\n').filter((line) =>
        line.startsWith('document-environment'),
      ),
    ).toEqual(['document-environment-unknown - staging 1 -', 'document-environment-unknown - local 1 4']);
  });
});
