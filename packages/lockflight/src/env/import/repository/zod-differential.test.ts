/** zod itself beside the contract that is drafted from its schema: what one takes and the other refuses must be on the list, for that variable. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readContract } from '../../../contract/read-contract.ts';
import { judgeEnvironment } from '../../judge.ts';
import { linkSummaries, scanFile } from '../../scan/scan.ts';
import { writeDraft } from '../draft/write-draft.ts';
import { draftFromRepository } from './draft-from-repository.ts';
import { repositoryFacts } from './repository-facts.fixture.ts';

const SCHEMAS = [
  'z.string()',
  'z.string().min(4)',
  'z.string().optional()',
  'z.string().min(1).default("abc")',
  'z.string().length(4)',
  'z.string().startsWith("ab")',
  'z.string().regex(/^[a-z]+$/)',
  'z.string().regex(/^[a-z]+$/i)',
  'z.string().refine((text) => text !== "abc")',
  'z.string().transform((text) => text.length).pipe(z.number().max(3))',
  'z.string().trim().min(3)',
  'z.preprocess((text) => (text === "" ? undefined : text), z.string().min(2).optional())',
  'z.url()',
  'z.url({ protocol: /^https?$/ }).optional()',
  'z.email().default("someone@example.org")',
  'z.uuid()',
  'z.coerce.number()',
  'z.coerce.number().int().positive().max(65535)',
  'z.coerce.number().positive().default(5)',
  'z.coerce.boolean().default(false)',
  'z.stringbool()',
  'z.enum(["abc", "true", "false"]).default("true").transform((word) => word === "true")',
  'z.union([z.literal("abc"), z.literal("")])',
  'z.url().or(z.literal(""))',
  'z.union([z.boolean(), z.string()])',
  'z.union([z.url(), z.email()])',
  'z.number().optional()',
  'z.string().nullable()',
  'z.iso.datetime()',
  'z.coerce.date()',
] as const;

const INPUTS = ['', ' ', 'abc', 'ABC', 'ab', 'abcd', '-1', '0', '5', ' 12 ', '3.5', '1e3', '70000', 'true', 'TRUE', 'yes', 'y', 'not a url']
  .concat(['localhost:3000', 'example.org', 'ftp://files.example.org/a', 'https://good.example.org/path', ' https://padded.example.org '])
  .concat(['someone@example.org', '123e4567-e89b-42d3-a456-426614174000', '2026-11-22T09:00:00Z', 'q8Zt'.repeat(20)]);

test.each(SCHEMAS)('%s', async (written) => {
  const file = 'src/env.ts';
  const text = `import { z } from 'zod';\nexport const env = z.object({\n  QX_AZ: ${written},\n}).parse(process.env);\n`;
  const findings = linkSummaries(new Map([[file, await scanFile(file, 'code', text)]]), new Set([file]), {
    byName: new Map(),
    folderOf: () => '',
  });
  const { draft } = draftFromRepository(repositoryFacts({ files: [file], findings }));
  const { contract } = readContract({ file: 'lockflight.yaml', text: writeDraft(draft) });
  if (contract === undefined) throw new Error('no contract');
  const schema = z.object({ QX_AZ: new Function('z', `return ${written}`)(z) as z.ZodType });
  const told = draft.undecided.filter(({ variable }) => variable === 'QX_AZ').map(({ message }) => message.en);
  const differing = [undefined, ...INPUTS].filter((value) => {
    const values = value === undefined ? {} : { QX_AZ: value };
    const issues = judgeEnvironment(contract, 'production', new Map(Object.entries(values)));
    return schema.safeParse(values).success !== issues.every(({ severity }) => severity !== 'error');
  });
  // Each difference has a sentence of its own kind.
  const untold = differing.filter((value) => !told.some((sentence) => sentence.startsWith('an empty value') === (value === '')));
  expect({ written, untold }).toEqual({ written, untold: [] });
});
