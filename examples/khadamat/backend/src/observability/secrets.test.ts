import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SECRET_VARIABLES, secretsOf } from './secrets.ts';

/** The contract's variables that say `secret: true`, by the shape that its file has. */
const declared = () => {
  const [, variables = ''] = readFileSync(new URL('../../../lockflight.yaml', import.meta.url), 'utf8').split(/^variables:$/m);
  const [own = ''] = variables.split(/^groups:$/m);
  const blocks = own.split(/^ {2}(?=[A-Z])/m);
  return blocks.filter((block) => /\bsecret: true\b/.test(block)).map((block) => block.slice(0, block.indexOf(':')));
};

it('knows every variable that the contract calls secret', () => {
  expect([...SECRET_VARIABLES].sort()).toEqual(declared().sort());
});

it('takes an address, and its password as written and as meant', () => {
  const none = Object.fromEntries(SECRET_VARIABLES.map((name) => [name, undefined])) as Record<string, undefined>;
  const env = { ...none, DATABASE_URL: 'postgres://app:p%40ss@db/x', SHADOW_DATABASE_URL: 'file:./shadow.db', ADMIN_TOKEN: 'admin' };
  expect([...secretsOf(env as never)].sort()).toEqual(['admin', 'p%40ss', 'p@ss', 'postgres://app:p%40ss@db/x']);
});
