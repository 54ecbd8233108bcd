/** The validator that `lockflight generate` writes for the schema: once with its types stripped, as a build leaves it, and once as TypeScript that Node strips. */
import { stripTypeScriptTypes } from 'node:module';
import { readContract } from '../../../packages/lockflight/src/contract/read-contract.ts';
import { compileValidator } from '../../../packages/lockflight/src/env/compile/compile-validator.ts';
import { contractText } from '../schema.ts';
import { type Contestant, ENTRY, MODULE } from './contestant.ts';

const generated = (): string => {
  const { contract, diagnostics } = readContract({ file: 'lockflight.yaml', text: contractText() });
  if (contract === undefined) throw new Error(`the contract of the bench is wrong: ${JSON.stringify(diagnostics)}`);
  return compileValidator(contract, { language: 'en' });
};

const entry = (file: string): string => `import { validateEnv } from './${file}';\nvalidateEnv();\n`;

export const lockflight: Contestant = {
  name: 'Lockflight, as a build leaves it (.mjs)',
  kind: 'library',
  files: () => ({
    'env.mjs': stripTypeScriptTypes(generated()),
    [MODULE]: "export { validateEnv as validate } from './env.mjs';\n",
    [ENTRY]: entry('env.mjs'),
  }),
  start: [ENTRY],
};

export const lockflightInTypeScript: Contestant = {
  name: 'Lockflight, as generated (.ts, stripped by Node)',
  kind: 'library',
  files: () => ({ 'env.ts': generated(), [MODULE]: "export { validateEnv as validate } from './env.ts';\n", [ENTRY]: entry('env.ts') }),
  start: [ENTRY],
};
