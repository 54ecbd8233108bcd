/**
 * The steps between environments that have branches, each with the gates that this repository can satisfy today: a check that a workflow runs, a head that is up
 * to date, migrations that have a way back, people whom CODEOWNERS names. Nothing is asked that nobody could give. Pure.
 */
import type { StepInput } from '../../../../contract/grammar/flow.ts';
import type { GateInput } from '../../../../contract/grammar/gate.ts';
import type { DraftCommand, DraftEnvironment, DraftPart, Reason, Spot, Undecided } from '../../draft/model.ts';
import type { RepositoryFacts } from '../facts.ts';
import { globOf } from '../places/script-runs.ts';
import type { WorkflowFacts } from '../places/workflow-facts.ts';
import { undecided } from '../said.ts';

export interface FoundFlow {
  readonly parts: readonly DraftPart[];
  readonly undecided: readonly Undecided[];
}

export const findFlow = (
  facts: RepositoryFacts,
  environments: readonly DraftEnvironment[],
  commands: readonly DraftCommand[],
  deployed: ReadonlyMap<string, Spot>,
  workflows: readonly WorkflowFacts[],
  somewhere: Spot,
): FoundFlow => {
  const migrations = migrationsOf(facts);
  const version = versionOf(facts);
  const parts: DraftPart[] = [...migrations, ...version];
  const line = environments.filter(({ facts: own }) => own.branch !== undefined && (own.kind === 'staging' || own.kind === 'production'));
  const preview = environments.find(({ facts: own }) => own.kind === 'preview');
  const stagings = line.filter(({ facts: own }) => own.kind === 'staging');
  const productions = line.filter(({ facts: own }) => own.kind === 'production');
  const [first] = line;
  const at = first?.reasons.at(-1)?.at ?? somewhere;
  if (first === undefined || stagings.length === 0 || line.length < 2)
    return {
      parts,
      undecided: [
        undecided(at, {
          en: 'there is no `flow`: no two environments have branches of their own. Variables can be governed without it',
          fr: "il n'y a pas de `flow` : pas deux environnements n'ont leur branche. Les variables peuvent être gouvernées sans lui",
        }),
      ],
    };
  const owners = ownersIn(facts);
  const kinds = commands.flatMap(({ facts: own, reasons }) =>
    [own.proves ?? []].flat().map((proof) => ({ ...proof, at: reasons.at(-1)?.at ?? at })),
  );
  const last = stagings.at(-1) ?? first;
  const pairs = [
    ...(preview === undefined ? [] : [[preview, first] as const]),
    ...stagings.slice(1).map((to, index) => [stagings[index] ?? to, to] as const),
    ...productions.map((to) => [last, to] as const),
  ];
  const list: Undecided[] = [];
  const steps = pairs.map(([from, to]): { readonly step: StepInput; readonly reasons: readonly Reason[] } => {
    if (from === preview) return { step: { from: from.name, to: to.name }, reasons: [] };
    const proofs = kinds.filter(
      ({ kind, environment, workflow }) =>
        (kind === 'ci-check' && environment === undefined && isRunFor(from, workflow, workflows)) ||
        (kind === 'smoke' && environment === from.name),
    );
    const missed = kinds.find(({ kind, environment }) => kind === 'ci-check' && environment === undefined);
    if (missed !== undefined && !proofs.includes(missed)) list.push(neverRun(missed.at, from.name));
    const gates: GateInput[] = [
      { 'up-to-date': { 'head-only': true } },
      ...(deployed.has(from.name) ? [{ deployed: { now: true } }] : []),
      ...[...new Set(proofs.map(({ kind }) => kind))].map((kind) => ({ evidence: { of: kind } })),
      ...(owners === undefined ? [] : [{ approval: { of: 'release', by: ['owners'], count: 1 } }]),
      ...(migrations.length === 0 ? [] : ['rollback-plan' as const]),
    ];
    const reasons = [
      ...from.reasons.slice(-1),
      ...proofs.map(({ kind, at: where }) => ({ at: where, why: { en: `proves ${kind}`, fr: `prouve ${kind}` } })),
      ...(owners === undefined ? [] : [{ at: owners.at, why: { en: 'who approves', fr: 'qui approuve' } }]),
    ];
    return { step: { from: from.name, to: to.name, gates }, reasons };
  });
  if (owners === undefined)
    list.push(
      undecided(at, {
        en: 'who may approve a promotion is known to nobody here: add `people`, and an `approval` gate',
        fr: "qui peut approuver une promotion n'est dit nulle part : ajoutez `people`, et une porte `approval`",
      }),
    );
  if (!kinds.some(({ kind }) => kind === 'ci-check'))
    list.push(
      undecided(at, {
        en: 'no workflow runs a check that was recognised: no gate asks for evidence yet',
        fr: "aucun workflow n'exécute de vérification reconnue : aucune porte ne demande encore de preuve",
      }),
    );
  if (stagings.length > 1 || productions.length > 1)
    list.push(
      undecided(at, {
        en: `which environment feeds which is a guess: ${pairs.map(([from, to]) => `${from.name} -> ${to.name}`).join(', ')}`,
        fr: `quel environnement alimente quel autre est une supposition : ${pairs.map(([from, to]) => `${from.name} -> ${to.name}`).join(', ')}`,
      }),
    );
  return {
    parts: [
      ...parts,
      { key: 'flow', value: steps.map(({ step }) => step), reasons: steps.flatMap(({ reasons }) => reasons), again: false },
      ...guarded(environments),
      ...(owners === undefined
        ? []
        : [
            {
              key: 'people',
              value: { owners: [...owners.members] },
              reasons: [{ at: owners.at, why: { en: 'the owners of everything', fr: 'les responsables du tout' } }],
              again: false,
            } as const,
          ]),
    ],
    undecided: list,
  };
};

/** Does a run of this workflow ever see what the environment has? A pull request to the next one carries its tree too. */
const isRunFor = ({ facts: own }: DraftEnvironment, file: string, workflows: readonly WorkflowFacts[]): boolean =>
  workflows.some(
    (each) =>
      each.file === file &&
      (each.pullRequests ||
        (each.pushes !== undefined && (each.pushes.length === 0 || each.pushes.some((glob) => globOf(glob).test(own.branch ?? ''))))),
  );

const neverRun = (at: Spot, from: string): Undecided =>
  undecided(
    at,
    {
      en: `this check never runs on what ${from} has: let it run on pull requests or on pushes there, then add \`evidence: { of: ci-check }\` to its step`,
      fr: `cette vérification ne s'exécute jamais sur ce que contient ${from} : lancez-la sur les pull requests ou sur ses envois, puis ajoutez \`evidence: { of: ci-check }\` à son étape`,
    },
    { environment: from },
  );

/** What a flow makes of production's branch: it is reached by promotions alone, and what it had keeps a name. */
const guarded = (environments: readonly DraftEnvironment[]): readonly DraftPart[] => {
  const production = environments.find(({ facts: own }) => own.kind === 'production' && own.branch !== undefined);
  const at = production?.reasons.at(-1)?.at;
  if (production === undefined || at === undefined) return [];
  return [
    {
      key: 'protect',
      value: { [production.name]: { push: 'nobody', 'force-push': 'nobody', delete: 'nobody' } },
      reasons: [
        {
          at,
          why: {
            en: 'a promotion is a merge; what the forge enforces: lockflight protect',
            fr: 'une promotion est une fusion ; ce que la forge impose : lockflight protect',
          },
        },
      ],
      again: false,
    },
    { key: 'archive', value: { [production.name]: 'archive/{branch}/{date}/{version}' }, reasons: [], again: false },
  ];
};

/** Those who own every file, else the first line's. */
const ownersIn = ({ owners }: RepositoryFacts): { readonly members: readonly string[]; readonly at: Spot } | undefined => {
  if (owners === undefined) return undefined;
  const rules = owners.text
    .split('\n')
    .map((line, index) => ({
      words: line
        .replace(/\s#.*$/, '')
        .trim()
        .split(/\s+/),
      line: index + 1,
    }))
    .filter(({ words }) => words.length > 1 && !(words[0] ?? '').startsWith('#'));
  const rule =
    rules.findLast(({ words }) => /^(?:\*|\*\*|\/|\/\*\*?)$/.test(words[0] ?? '')) ?? (rules.length === 1 ? rules[0] : undefined);
  const members = (rule?.words.slice(1) ?? []).flatMap((word) => {
    const team = /^@([A-Za-z0-9-]+\/[A-Za-z0-9._-]+)$/.exec(word)?.[1];
    const login = /^@([A-Za-z0-9][A-Za-z0-9-]{0,38})$/.exec(word)?.[1];
    return team !== undefined ? [`@${team}`] : login !== undefined ? [login] : [];
  });
  return rule === undefined || members.length === 0
    ? undefined
    : { members: [...new Set(members)], at: { file: owners.file, line: rule.line } };
};

const MIGRATIONS: readonly (readonly [RegExp, string])[] = [
  [/^(.*(?:^|\/)prisma\/(?:schema\/)?migrations)\/[^/]+\/migration\.sql$/, 'Prisma'],
  [/^(.*(?:^|\/)(?:drizzle|drizzle\/migrations))\/\d+_[\w-]+\.sql$/, 'Drizzle'],
  [/^(.*(?:^|\/)(?:db\/|database\/|src\/db\/|src\/database\/|knex\/|src\/)?migrations)\/\d{3,}[\w.-]*\.(?:sql|[cm]?[jt]s)$/, 'migrations'],
  [/^(.*(?:^|\/)migrations)\/(?:\d[\w.-]*|V\d[\w.]*__[\w-]+)(?:\/up)?\.sql$/, 'migrations'],
];

const migrationsOf = ({ files }: RepositoryFacts): readonly DraftPart[] => {
  for (const [pattern, tool] of MIGRATIONS) {
    const found = files.filter((file) => pattern.test(file)).toSorted();
    const [first] = found;
    const dir = pattern.exec(first ?? '')?.[1];
    if (first === undefined || dir === undefined || dir.startsWith('../') || dir.length > 500 || /[\\\p{Cc}]/u.test(dir)) continue;
    return [
      {
        key: 'migrations',
        value: { dir },
        reasons: [
          { at: { file: first, line: 1 }, why: { en: `${found.length} found (${tool})`, fr: `${found.length} trouvées (${tool})` } },
        ],
        again: true,
      },
    ];
  }
  return [];
};

const versionOf = ({ manifests }: RepositoryFacts): readonly DraftPart[] => {
  const own = manifests.find(({ file }) => file === 'package.json');
  const line = (own?.text.split('\n') ?? []).findIndex((each) => /^\s{0,4}"version"\s*:\s*"\d+\.\d+\.\d+/.test(each));
  return own === undefined || line === -1 || /"version"\s*:\s*"0\.0\.0/.test(own.text)
    ? []
    : [
        {
          key: 'version',
          value: 'package.json',
          reasons: [{ at: { file: own.file, line: line + 1 }, why: { en: 'has a version', fr: 'porte une version' } }],
          again: false,
        },
      ];
};
