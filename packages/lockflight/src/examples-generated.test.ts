/** What is generated from the contracts of this repository is in it, up to date: a contract that is edited without `lockflight generate` fails here. */
import { describe, expect, test } from 'vitest';
import { CONTRACT_FILES, contractHere, ROOT } from './examples.fixture.ts';
import { generatedFindings } from './flow/generate/findings.ts';
import { generate } from './flow/generate/generate.ts';

describe.each(CONTRACT_FILES)('%s', (file) => {
  const directory = ROOT + file.replace(/lockflight\.yaml$/, '');

  test('every generated file is what the contract gives, and reaches whoever clones', async () => {
    const files = await generate({ contract: contractHere(file), directory, check: true });
    expect(files.flatMap(generatedFindings).map(({ code, at, message }) => `${at.file}:${at.line} ${code} ${message.en}`)).toEqual([]);
  });
});
