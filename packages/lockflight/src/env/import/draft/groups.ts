/**
 * Which variables belong together: the members of a wildcard, a provider and its keys, several names in one cell. Rows of these kinds speak for the
 * group, and the group's cells say it. A variable belongs to one group at most; the first that claims it has it. Pure.
 */
import type { GroupInput } from '../../../contract/grammar/group.ts';
import type { EnvironmentKind } from '../../../contract/model.ts';
import { withoutSecrets } from '../infer/secret.ts';
import { blocksAt } from './cell-facts.ts';
import { keysOf, membersOf } from './families.ts';
import type { ReadRow } from './gather.ts';
import { familyGroupName } from './group-name.ts';
import type { DraftGroup, Undecided } from './model.ts';
import type { NamedRows, VariableScene } from './variables.ts';

export interface Grouped {
  readonly groups: readonly DraftGroup[];
  readonly named: readonly NamedRows[];
  readonly undecided: readonly Undecided[];
}

/** `known`: names that stand elsewhere in the document, or that the caller knows of. */
export const groupRows = (rows: readonly ReadRow[], known: readonly string[], scene: VariableScene): Grouped => {
  const own = new Map<string, ReadRow[]>();
  for (const row of rows) {
    if (speaksForGroup(row)) continue;
    for (const name of row.names.names) own.set(name, [...(own.get(name) ?? []), row]);
  }
  const groups: DraftGroup[] = [];
  const members = new Map<string, NamedRows>();
  const undecided: Undecided[] = [];
  const taken = new Set<string>();
  const names = [...new Set([...own.keys(), ...known])];
  for (const row of rows) {
    const at = { file: scene.file, line: row.line };
    for (const claim of claims(row, names)) {
      const free = claim.members.filter((name) => !taken.has(name) && !(claim.kind === 'family' && own.has(name)));
      if (claim.members.length === 0) undecided.push(nameless(claim.wanted, at));
      if (free.length === 0) continue;
      if (claim.guessed) undecided.push(guessed(claim.wanted, free, at));
      const modes = row.said.some(({ reading }) => reading.mode !== undefined || meansLive(row, reading));
      const bearer =
        modes && claim.kind === 'family' ? (free.find((name) => /STRIPE/.test(name)) ?? free.find(tellsModes) ?? free[0]) : undefined;
      if (free.length > 1 || claim.kind === 'family') {
        for (const name of free) taken.add(name);
        const name = familyGroupName(claim.wanted, free, [...groups.map((group) => group.name)]);
        groups.push({
          name,
          facts: groupFacts(row, free, claim.rule, claim.kind === 'family', bearer !== undefined, scene),
          reasons: [{ at, why: { en: `"${withoutSecrets(row.names.written)}"`, fr: `« ${withoutSecrets(row.names.written)} »` } }],
        });
      }
      if (claim.kind !== 'family') continue;
      for (const name of free)
        members.set(name, {
          name,
          rows: [row],
          own: false,
          bearsMode: name === bearer && !/STRIPE/.test(name),
          guessed: claim.guessed && !row.names.names.includes(name),
        });
    }
  }
  const owned = [...own].map(([name, its]): NamedRows => ({ name, rows: its, own: true, bearsMode: false, guessed: false }));
  return { groups, named: inOrder(rows, [...owned, ...members.values()]), undecided };
};

/** In the order in which the document speaks of them. */
const inOrder = (rows: readonly ReadRow[], named: readonly NamedRows[]): readonly NamedRows[] => {
  const first = new Map(rows.map((row, at) => [row, at] as const));
  return named.toSorted((a, b) => (first.get(a.rows[0] as ReadRow) ?? 0) - (first.get(b.rows[0] as ReadRow) ?? 0));
};

interface Claim {
  /** As the document says it: `SMTP_*`. */
  readonly wanted: string;
  readonly members: readonly string[];
  readonly guessed: boolean;
  readonly kind: 'family' | 'names';
  readonly rule: NonNullable<GroupInput['rule']>;
}

const speaksForGroup = ({ names }: ReadRow): boolean => names.family !== undefined || (names.anyOne && names.names.length > 1);

const claims = ({ names }: ReadRow, known: readonly string[]): readonly Claim[] => {
  const wild = names.wildcards.map((wildcard): Claim => {
    const wanted = `${wildcard.prefix}*${wildcard.suffix}`;
    return { wanted, ...membersOf(wildcard, known), kind: 'family', rule: 'all-or-none' };
  });
  const [first = ''] = names.names;
  if (names.family !== undefined)
    return [...wild, { wanted: `${first}, ${names.family}*`, ...keysOf(names.family, first, known), kind: 'family', rule: 'all-or-none' }];
  if (names.anyOne)
    return [...wild, { wanted: names.names.join(' | '), members: names.names, guessed: false, kind: 'family', rule: 'at-least-one' }];
  const shared = names.names.length > 1 && new Set(names.names.map((name) => name.split('_')[0])).size === 1;
  return shared
    ? [...wild, { wanted: names.names.join(' / '), members: names.names, guessed: false, kind: 'names', rule: 'all-or-none' }]
    : wild;
};

const tellsModes = (name: string): boolean =>
  /(?:^|_)(?:API_KEY|SECRET_KEY|KEY|TOKEN|AUTH_TOKEN)$/.test(name) || name === 'SMTP_HOST' || name === 'MAIL_HOST';

/** Where one column says sandbox, the column that names its own environment says live: "sandbox | production". */
const meansLive = (row: ReadRow, reading: ReadRow['said'][number]['reading']): boolean =>
  /^(?:production|prod)$/i.test(reading.words ?? '') && row.said.some((other) => other.reading.mode === 'test');

const groupFacts = (
  row: ReadRow,
  members: readonly string[],
  rule: Claim['rule'],
  speaks: boolean,
  knowsModes: boolean,
  scene: VariableScene,
): GroupInput => {
  const cells = scene.environments.flatMap(({ name, kind }) => {
    const reading = row.said.find((said) => said.environment === name && said.reading.unsaid !== true)?.reading;
    const mode = reading?.mode ?? (reading !== undefined && meansLive(row, reading) ? ('live' as const) : undefined);
    const need = reading?.need ?? needOf(reading, kind);
    const cell = { need, ...(mode !== undefined && knowsModes && need !== 'forbidden' ? { mode } : {}) };
    return [[name, cell.mode === undefined ? need : cell] as const];
  });
  return { variables: [...members], rule, ...(speaks ? { in: Object.fromEntries(cells) } : {}) };
};

const needOf = (reading: ReadRow['said'][number]['reading'] | undefined, kind: EnvironmentKind): 'required' | 'optional' => {
  if (reading === undefined || reading.unsure === true || reading.tick === false || reading.state === 'off') return 'optional';
  if (reading.tick === true || reading.state === 'on') return 'required';
  return blocksAt(kind) ? 'required' : 'optional';
};

const nameless = (wanted: string, at: Undecided['at']): Undecided => ({
  code: 'import-undecided',
  at,
  message: {
    en: `which variables ${wanted} stands for is not said: what this row asks is not in the draft`,
    fr: `rien ne dit quelles variables ${wanted} désigne : ce que demande cette ligne n'est pas dans le brouillon`,
  },
});

const guessed = (wanted: string, members: readonly string[], at: Undecided['at']): Undecided => ({
  code: 'import-undecided',
  at,
  message: {
    en: `nothing names the variables of ${wanted}: ${members.join(', ')} are a guess`,
    fr: `rien ne nomme les variables de ${wanted} : ${members.join(', ')} sont une supposition`,
  },
});
