/**
 * Which variables stand or fall together: the groups that Lockflight's own samples head, and families that are of no use in part (an account and its
 * password), as long as the code does not ask for each of them anyway. Pure.
 */
import type { GroupInput } from '../../../../contract/grammar/group.ts';
import { familyGroupName } from '../../draft/group-name.ts';
import type { DraftEnvironment, DraftGroup, DraftVariable, Undecided } from '../../draft/model.ts';
import { undecided } from '../said.ts';
import type { SampleEntry, SampleOf } from '../variables/evidence.ts';

export interface FoundGroups {
  readonly groups: readonly DraftGroup[];
  readonly undecided: readonly Undecided[];
}

export const findGroups = (
  variables: readonly DraftVariable[],
  samples: readonly SampleOf[],
  environments: readonly DraftEnvironment[],
): FoundGroups => {
  const headed = headedGroups(samples, environments);
  const taken = new Set(headed.groups.flatMap(({ facts }) => [facts.variables].flat()));
  const families = familyGroups(
    variables.filter(({ name }) => !taken.has(name)),
    headed.groups.map(({ name }) => name),
  );
  return { groups: [...headed.groups, ...families.groups], undecided: [...headed.undecided, ...families.undecided] };
};

type Rule = NonNullable<GroupInput['rule']>;

const RULES: readonly (readonly [RegExp, Rule])[] = [
  [/^(?:all or none|toutes ou aucune)$/, 'all-or-none'],
  [/^(?:at least one|au moins une)$/, 'at-least-one'],
  [/^(?:exactly one|exactement une|une seule)$/, 'exactly-one'],
];
const NEEDS = [
  [/^(?:required|requis)$/, 'required'],
  [/^(?:optional|facultatif)$/, 'optional'],
  [/^(?:recommended|recommandé)$/, 'recommended'],
  [/^(?:forbidden|interdit)$/, 'forbidden'],
] as const;

interface Headed {
  readonly members: string[];
  rule: Rule | undefined;
  readonly needs: Map<string, (typeof NEEDS)[number][1]>;
  /** Environments whose heading states a rule; in the others, only some members are let in. */
  readonly ruled: Set<string>;
  readonly allowed: Map<string, string[]>;
  readonly first: SampleEntry;
}

/** The heading names the group, its need and its rule; its members are the entries below that share a word with the first. */
const headedGroups = (samples: readonly SampleOf[], environments: readonly DraftEnvironment[]): FoundGroups => {
  const found = new Map<string, Headed>();
  for (const { entries, environment } of samples) {
    for (const entry of entries) {
      if (!entry.whole || entry.heading === undefined) continue;
      const [, name = '', rest = ''] = /^([A-Za-z0-9][A-Za-z0-9._-]*)(?: ?: (.*))?$/.exec(entry.heading.words) ?? [];
      if (name === '') continue;
      const held = found.get(name) ?? {
        members: [entry.name],
        rule: undefined,
        needs: new Map(),
        ruled: new Set<string>(),
        allowed: new Map(),
        first: entry,
      };
      found.set(name, held);
      if (!held.members.includes(entry.name) && shareWord(held.first.name, entry.name)) held.members.push(entry.name);
      if (environment !== undefined && entry.rule.cell.need === 'required' && held.members.includes(entry.name))
        held.allowed.set(environment, [...new Set([...(held.allowed.get(environment) ?? []), entry.name])]);
      for (const phrase of rest.split(', ')) {
        if (environment !== undefined && RULES.some(([words]) => words.test(phrase))) held.ruled.add(environment);
        held.rule ??= RULES.find(([words]) => words.test(phrase))?.[1];
        const need = NEEDS.find(([words]) => words.test(phrase))?.[1];
        if (need !== undefined && environment !== undefined) held.needs.set(environment, need);
      }
    }
  }
  const list: Undecided[] = [];
  const groups = [...found].flatMap(([name, { members, rule, needs, ruled, allowed, first }]): readonly DraftGroup[] => {
    if (rule === undefined || members.length < 2) return [];
    const at = { file: first.file, line: first.heading?.line ?? first.line };
    list.push(
      undecided(at, {
        en: `the members of the group ${name} are told by their names: ${members.join(', ')}`,
        fr: `les membres du groupe ${name} sont déduits de leurs noms : ${members.join(', ')}`,
      }),
    );
    const cells = environments.flatMap((each) => {
      const need = needs.get(each.name);
      const only = ruled.has(each.name) ? undefined : allowed.get(each.name);
      return need === undefined ? [] : [[each.name, only === undefined ? need : { only }] as const];
    });
    return [
      {
        name,
        facts: { variables: members, rule, ...(cells.length === 0 ? {} : { in: Object.fromEntries(cells) }) },
        reasons: [{ at, why: { en: 'a heading of the sample', fr: "un titre de l'exemple" } }],
      },
    ];
  });
  return { groups, undecided: list };
};

const shareWord = (first: string, other: string): boolean => {
  const words = new Set(first.split('_').filter((word) => word.length > 2 && !COMMON.has(word)));
  return other.split('_').some((word) => words.has(word));
};

const COMMON = new Set(['URL', 'KEY', 'TOKEN', 'SECRET', 'HOST', 'PORT', 'API', 'ENABLED', 'PASSWORD']);

/** Members of which one without the others is a mistake. */
const PARTS: readonly (readonly [RegExp, RegExp])[] = [
  [/^((?:[A-Z0-9]+_)*(?:SMTP|MAIL|MAILER|EMAIL)_(?:SERVER_)?)/, /^(?:HOST|PORT|USER|USERNAME|LOGIN|PASS|PASSWORD|FROM|SENDER)$/],
  [
    /^((?:[A-Z0-9]+_)*(?:TWILIO|VONAGE|NEXMO|SMS)_)/,
    /^(?:PROVIDER|ACCOUNT_SID|AUTH_TOKEN|API_KEY|API_SECRET|SENDER|FROM|FROM_NUMBER|PHONE_NUMBER)$/,
  ],
  [/^((?:[A-Z0-9]+_)+)(?=CLIENT_(?:ID|SECRET)$)/, /^CLIENT_(?:ID|SECRET)$/],
  [/^((?:[A-Z0-9]+_)*)(?=(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)$)/, /^(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/],
  [/^((?:[A-Z0-9]+_)*(?:S3|R2|MINIO|SPACES|STORAGE)_)/, /^(?:ACCESS_KEY|SECRET_KEY)$/],
  [/^((?:[A-Z0-9]+_)*CLOUDINARY_)/, /^(?:CLOUD_NAME|API_KEY|API_SECRET)$/],
  [/^((?:[A-Z0-9]+_)*PUSHER_)/, /^(?:APP_ID|KEY|SECRET|CLUSTER)$/],
  [/^((?:[A-Z0-9]+_)*KYC_)/, /^(?:PROVIDER|API_KEY|WEBHOOK_SECRET)$/],
  [/^((?:[A-Z0-9]+_)*CLAMAV_)/, /^(?:HOST|PORT)$/],
];

const familyGroups = (variables: readonly DraftVariable[], taken: readonly string[]): FoundGroups => {
  const families = new Map<string, DraftVariable[]>();
  for (const variable of variables) {
    const part = PARTS.map(([prefix, rest]) => {
      const begins = prefix.exec(variable.name)?.[1];
      return begins !== undefined && rest.test(variable.name.slice(begins.length)) ? begins : undefined;
    }).find((begins) => begins !== undefined);
    if (part !== undefined) families.set(part, [...(families.get(part) ?? []), variable]);
  }
  const names = [...taken];
  const groups: DraftGroup[] = [];
  const list: Undecided[] = [];
  for (const [prefix, members] of families) {
    // What is required has no part in "all or none"; what has a default is never missing.
    const free = members.filter(({ facts }) => facts.need !== 'required' && facts.default === undefined && facts.exposed === undefined);
    if (free.length < 2 || free.length < members.length - 1) continue;
    const wanted = free.map(({ name }) => name);
    const name = familyGroupName(`${prefix}*`, wanted, names);
    names.push(name);
    const at = free[0]?.reasons[0]?.at ?? { file: '.', line: 1 };
    groups.push({
      name,
      facts: { variables: wanted, rule: 'all-or-none' },
      reasons: [{ at, why: { en: 'of no use in part', fr: 'ne servent à rien séparément' } }],
    });
    list.push(
      undecided(at, {
        en: `${wanted.join(', ')}: drafted as all or none, from their names`,
        fr: `${wanted.join(', ')} : toutes ou aucune, d'après leurs noms`,
      }),
    );
  }
  return { groups, undecided: list };
};
