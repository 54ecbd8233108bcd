import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readContract } from '../../../contract/read-contract.ts';
import { linkSummaries, scanFile } from '../../scan/scan.ts';
import { flow, writeDraft } from '../draft/write-draft.ts';
import { draftFromRepository } from './draft-from-repository.ts';
import { TOOLS, type ToolRows } from './other-tools.fixture.ts';
import { repositoryFacts } from './repository-facts.fixture.ts';

/** Names that no guess from the name can help. */
const nameOf = (at: number): string => `QX_${String.fromCodePoint(65 + at)}Z`;

const draftOf = async ({ file, code }: ToolRows, rows: readonly (readonly [there: string, here: string])[]) => {
  const text = code(rows.map(([there], at) => `${nameOf(at)}: ${there}`));
  const summary = await scanFile(file, 'code', text);
  const findings = linkSummaries(new Map([[file, summary]]), new Set([file]), { byName: new Map(), folderOf: () => '' });
  expect(findings.skipped).toEqual([]);
  return draftFromRepository(repositoryFacts({ files: [file], findings })).draft;
};

test.each(TOOLS.map((tool) => [tool.tool, tool] as const))('%s: cells with the same meaning', async (_, tool) => {
  const draft = await draftOf(tool, tool.rows);
  expect(
    readContract({ file: 'lockflight.yaml', text: writeDraft(draft) }).diagnostics.filter(({ severity }) => severity === 'error'),
  ).toEqual([]);
  const here = tool.rows.map(([there], at) => {
    const found = draft.variables.find(({ name }) => name === nameOf(at));
    const cells = Object.fromEntries((found?.cells ?? []).map(({ environment, facts }) => [environment, facts]));
    return [there, flow({ ...found?.facts, ...(Object.keys(cells).length === 0 ? {} : { in: cells }) })];
  });
  expect(here).toEqual(tool.rows);
});

test.each(TOOLS.map((tool) => [tool.tool, tool] as const))('%s: what a contract cannot hold is told, with its place', async (_, tool) => {
  const { undecided } = await draftOf(tool, tool.told);
  const here = tool.told.map(([there, says], at) => {
    const own = undecided.filter(({ variable }) => variable === nameOf(at));
    expect(own.every((each) => each.at.file === tool.file && each.at.line > 1)).toBe(true);
    return [
      there,
      own.find(({ message }) => message.en.startsWith(says)) === undefined ? own.map(({ message }) => message.en).join('; ') : says,
    ];
  });
  expect(here).toEqual(tool.told);
});

const DOCUMENT = join(import.meta.dirname, '../../../../../../docs/ADOPTION.md');
const cell = (words: string): string => words.replaceAll('|', '\\|');

test('docs/ADOPTION.md shows them all', () => {
  const sections = TOOLS.map(({ tool, rows, told, left }) =>
    [
      `### ${tool}`,
      '',
      '| there | here |',
      '| --- | --- |',
      ...rows.map(([there, here]) => `| \`${cell(there)}\` | \`${cell(here)}\` |`),
      '',
      '| there | on the list |',
      '| --- | --- |',
      ...told.map(([there, says]) => `| \`${cell(there)}\` | ${cell(says)} |`),
      '',
      `Not carried over: ${left.en}.`,
    ].join('\n'),
  );
  const written = readFileSync(DOCUMENT, 'utf8');
  const wanted = written.replace(
    /(<!-- tools: begin -->\n)[\s\S]*?(<!-- tools: end -->)/,
    (_whole, begin: string, end: string) => `${begin}\n${sections.join('\n\n')}\n\n${end}`,
  );
  if (process.env.UPDATE_DOCS === '1') writeFileSync(DOCUMENT, wanted);
  else expect(written).toBe(wanted);
});
