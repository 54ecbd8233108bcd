/**
 * Tables of commands by environment, read only beside a matrix of variables: a column of command lines in code spans, and a column for each
 * environment that says who may run them there. Pure.
 */
import type { CommandInput } from '../../../contract/grammar/command.ts';
import { readCell } from '../cells/read-cell.ts';
import { columnOf } from '../heads/column.ts';
import { plain } from '../heads/plain.ts';
import { secretIn, withoutSecrets } from '../infer/secret.ts';
import type { MarkdownCell, MarkdownTable } from '../markdown/document.ts';
import type { DraftCommand, Undecided } from './model.ts';
import type { VariableScene } from './variables.ts';

export interface DraftedCommands {
  readonly commands: readonly DraftCommand[];
  readonly undecided: readonly Undecided[];
  readonly read: readonly number[];
}

const COMMAND =
  /^(?:npm|npx|yarn|pnpm|bun|make|just|task|docker|docker-compose|node|deno|php|composer|python3?|poetry|uv|rails|rake|bundle|bin\/|\.\/|go|cargo|mvn|gradle|\.\/gradlew|terraform|kubectl|helm|prisma)\b/;

export const draftCommands = (tables: readonly MarkdownTable[], scene: VariableScene): DraftedCommands => {
  const commands: DraftCommand[] = [];
  const undecided: Undecided[] = [];
  const read: number[] = [];
  for (const table of tables) {
    const columns = table.head.map(columnOf);
    const rows = table.rows.filter((row) => COMMAND.test(row.cells[0]?.codes[0] ?? ''));
    if (!columns.some(({ kind }) => kind === 'environments') || rows.length === 0 || rows.length * 2 <= table.rows.length) continue;
    read.push(table.line);
    for (const row of rows) {
      const run = row.cells[0]?.codes[0] ?? '';
      const at = { file: scene.file, line: row.line };
      const name = commandName(run);
      if (secretIn(run) !== undefined || name === undefined || commands.some((known) => known.name === name)) {
        undecided.push({
          code: 'import-undecided',
          at,
          message: {
            en: 'this command is not in the draft: it has no name of its own, or holds a secret',
            fr: "cette commande n'est pas dans le brouillon : elle n'a pas de nom à elle, ou contient un secret",
          },
        });
        continue;
      }
      const about = columns.flatMap((column, index) =>
        column.kind === 'fact' && column.fact === 'about' ? [withoutSecrets(row.cells[index]?.text ?? '')] : [],
      )[0];
      const cells = columns.flatMap((column, index) =>
        column.kind !== 'environments'
          ? []
          : column.environments
              .filter((known) => scene.environments.some((each) => each.name === known.name))
              .map((known) => [known.name, modeOf(row.cells[index])] as const),
      );
      commands.push({
        name,
        facts: { run, ...(about === undefined || about === '' ? {} : { about }), in: Object.fromEntries(cells) } satisfies CommandInput,
        reasons: [{ at, why: { en: 'a command by environment', fr: 'une commande par environnement' } }],
      });
    }
  }
  return { commands, undecided, read };
};

/** `npm run smoke:all` is called `smoke:all`. */
const commandName = (run: string): string | undefined => {
  const name =
    /^(?:npm run|yarn(?: run)?|pnpm(?: run)?|bun run|make|just|task|rake|bin\/rails|rails|composer(?: run)?) ([A-Za-z0-9][A-Za-z0-9:._-]{0,79})(?:\s|$)/.exec(
      run,
    )?.[1] ?? run.replace(/[^A-Za-z0-9:._-]+/g, '-').replace(/^[-.:_]+|-+$/g, '');
  return /^[A-Za-z0-9][A-Za-z0-9:._-]{0,79}$/.test(name) ? name : undefined;
};

const modeOf = (cell: MarkdownCell | undefined): 'allow' | 'confirm' | 'pipeline' | 'deny' => {
  const said = plain(cell?.text ?? '');
  if (cell === undefined || said === '') return 'deny';
  if (/pipeline|(?<!\p{L})ci(?!\p{L})|automatic|automatique|on merge|workflow/u.test(said)) return 'pipeline';
  if (/confirm|approval|approbation|with care|validation|on request|sur demande/.test(said)) return 'confirm';
  const reading = readCell(cell, { legend: new Map(), footnotes: new Map() });
  const refused =
    reading.tick === false ||
    reading.need === 'forbidden' ||
    reading.state === 'off' ||
    /^[-–—]$/.test(said) ||
    /(?<!\p{L})(?:denied|refuse|never|no)(?!\p{L})/u.test(said);
  return refused ? 'deny' : 'allow';
};
