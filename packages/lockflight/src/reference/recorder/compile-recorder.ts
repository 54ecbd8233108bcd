/**
 * The workflow that holds the key, written from the contract. Pure: the contract, the version that is pinned, and the names of the workflows that prove something.
 *
 * What must hold of it: it runs from the default branch's file alone, checks nothing out, and nothing that people wrote gets into a script. The one package is fetched
 * in a step that has no secret, and held against its digest before it is unpacked; no install script runs, and nothing but Lockflight's own bundle. What it works on
 * is a repository that it has just made, never a folder that an earlier job could have left.
 */
import type { Contract, RecorderWorkflow } from '../../contract/model.ts';
import { APP_SECRETS, RECORDER_SECRETS } from './secrets.ts';
import type { Verified } from './verified.ts';
import { expression, workflowWriter } from './workflow-writer.ts';

export interface RecorderFacts<P extends Verified = Verified> {
  /** Of Lockflight, exact. */
  readonly version: string;
  /** What the archive of that version has to be. */
  readonly package: P;
  /** What the workflows that prove something call themselves, by their path. */
  readonly workflowNames: ReadonlyMap<string, string>;
}

/** The workflow's own token, where there is no App: what the recorder needs, and GitHub's word for it in `permissions`. */
export const WORKFLOW_PERMISSIONS = {
  actions: 'read',
  checks: 'write',
  contents: 'write',
  deployments: 'read',
  issues: 'read',
  'pull-requests': 'write',
} as const;

export const WAKE_NAME = 'lockflight-wake';

/** The text below the banner: LF, one newline at the end. */
export const compileRecorder = (
  contract: Contract,
  recorder: RecorderWorkflow,
  { version, workflowNames, package: { integrity } }: RecorderFacts<{ readonly integrity: string }>,
): string => {
  const { about, quoted, lines } = workflowWriter(contract.language);
  const proving = contract.commands.flatMap(({ proves }) => proves.map(({ workflow }) => workflowNames.get(workflow) ?? workflow));
  const awaited = [...new Set([WAKE_NAME, ...proving])];
  return lines(
    ...about({
      en: 'The recorder: the one writer of the ledger. It reads what the forge says happened, signs what is missing, and judges. It runs from the default branch only, checks nothing out, and runs nothing of the candidate: the key is beside it.',
      fr: "Le greffier : le seul à écrire le registre. Il lit ce que la forge dit s'être passé, signe ce qui manque, et juge. Il ne tourne que depuis la branche par défaut, n'extrait aucun code et n'exécute rien du candidat : la clé est à côté de lui.",
    }),
    'name: lockflight',
    ...about({
      en: 'The title carries what `lockflight hold`, `release-hold` and `waive` ask for: the API can read it back.',
      fr: "Le titre porte ce que demandent `lockflight hold`, `release-hold` et `waive` : l'API sait le relire.",
    }),
    `run-name: lockflight ${expression('inputs.act')}`,
    'on:',
    '  pull_request_target:',
    '    types: [opened, edited, synchronize, reopened, ready_for_review, converted_to_draft, closed]',
    '  issue_comment:',
    '    types: [created]',
    '  workflow_run:',
    `    workflows: [${awaited.map(quoted).join(', ')}]`,
    '    types: [completed]',
    '  schedule:',
    "    - cron: '7,22,37,52 * * * *'",
    '  workflow_dispatch:',
    '    inputs:',
    '      act:',
    '        required: false',
    '        type: string',
    'permissions: {}',
    'defaults:',
    '  run:',
    '    shell: bash',
    'jobs:',
    '  record:',
    ...about(
      {
        en: "Not for its own comments, for nobody's branch or tag, and not a second time: a run that is made again brings the Lockflight of its own day to the key. Dispatch it instead.",
        fr: "Ni pour ses propres commentaires, ni pour la branche ou le tag de quelqu'un, ni une seconde fois : une exécution relancée amènerait à la clé le Lockflight de son jour. Déclenchez-en plutôt une nouvelle.",
      },
      4,
    ),
    `    if: ${CONDITION}`,
    ...about(
      {
        en: 'Of the job, since a run whose job is skipped would otherwise take the place of one that waits.',
        fr: "Du job : sinon une exécution dont le job est sauté prendrait la place d'une autre qui attend.",
      },
      4,
    ),
    '    concurrency:',
    '      group: lockflight',
    '      cancel-in-progress: false',
    ...runsOn(recorder),
    '    timeout-minutes: 15',
    ...about(
      { en: 'Holds the key, and is limited to the default branch.', fr: 'Détient la clé, et se limite à la branche par défaut.' },
      4,
    ),
    '    environment: lockflight',
    ...permissions(recorder),
    '    steps:',
    ...fetching(version, integrity, about),
    ...opening(about),
    '      - name: Record',
    `        working-directory: ${FOLDER}`,
    '        env:',
    ...environmentOf(contract, recorder).map(([name, value]) => `          ${name}: ${expression(value)}`),
    `        run: node package/bin/lockflight.js -C ${REPOSITORY} record${onItsHost(contract) ? ' --sources "$GITHUB_WORKSPACE"' : ''}`,
  );
};

const CONDITION = [
  "github.run_attempt == '1'",
  "github.event.comment.user.type != 'Bot'",
  "(github.event_name != 'workflow_dispatch' || github.ref_type == 'branch' && github.ref_name == github.event.repository.default_branch)",
].join(' && ');

type About = ReturnType<typeof workflowWriter>['about'];

/** Of a group of runners: its name, and labels within it. */
const runsOn = ({ runsOn: { group, labels } }: RecorderWorkflow): readonly string[] => {
  const list = `[${labels.join(', ')}]`;
  if (group === undefined) return [`    runs-on: ${list}`];
  return ['    runs-on:', `      group: ${group}`, ...(labels.length === 0 ? [] : [`      labels: ${list}`])];
};

const permissions = ({ token }: RecorderWorkflow): readonly string[] =>
  token === 'app'
    ? ['    permissions: {}']
    : ['    permissions:', ...Object.entries(WORKFLOW_PERMISSIONS).map(([name, level]) => `      ${name}: ${level}`)];

/** One archive, and only the one that is meant. The shell ends with the first command that fails. */
const fetching = (version: string, integrity: string, about: About): readonly string[] => {
  const archive = `lockflight-${version}.tgz`;
  return [
    ...about({ en: 'Nothing that another job may have left.', fr: "Rien de ce qu'un autre job aurait pu laisser." }, 6),
    '      - name: Begin in a folder of its own',
    '        run: mkdir "$RUNNER_TEMP/lockflight"',
    ...about(
      {
        en: 'No secret here, and no install script: one archive, held against its digest, then unpacked.',
        fr: "Ici aucun secret, et aucun script d'installation : une archive, comparée à son empreinte, puis dépliée.",
      },
      6,
    ),
    '      - name: Fetch Lockflight',
    `        working-directory: ${FOLDER}`,
    '        run: |',
    `          npm pack --silent --ignore-scripts --registry https://registry.npmjs.org lockflight@${version}`,
    `          echo "${hexOf(integrity)}  ${archive}" | sha512sum --check --strict --quiet`,
    `          tar -xzf ${archive}`,
  ];
};

const hexOf = (integrity: string): string => Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');

/** Paths of log sources begin in the workspace of the host that has them. */
const onItsHost = ({ sources }: Contract): boolean => sources.some(({ kind }) => kind === 'file' || kind === 'command');

/** Below the one that a runner empties before each job, and made by this job: one that is there already was left by somebody, and `mkdir` ends the job. */
const FOLDER = `${expression('runner.temp')}/lockflight`;
const REPOSITORY = 'repository.git';

const opening = (about: About): readonly string[] => [
  ...about(
    {
      en: 'A new repository without files: history is read, never laid out.',
      fr: "Un dépôt neuf et sans fichiers : l'historique est lu, jamais extrait.",
    },
    6,
  ),
  '      - name: Open the repository',
  `        working-directory: ${FOLDER}`,
  '        run: |',
  `          git init --quiet --bare --template= ${REPOSITORY}`,
  `          git -C ${REPOSITORY} config remote.origin.url "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"`,
  `          git -C ${REPOSITORY} config remote.origin.fetch '+refs/heads/*:refs/remotes/origin/*'`,
];

/** Names of secrets come from the contract, whose grammar lets no other through. */
const environmentOf = ({ sources }: Contract, { token }: RecorderWorkflow): readonly (readonly [name: string, value: string])[] => {
  const lent = sources.flatMap((source) =>
    source.kind === 'command' ? source.env : source.kind !== 'file' && source.token !== undefined ? [source.token] : [],
  );
  return [
    ...(token === 'app' ? APP_SECRETS : ([['GITHUB_TOKEN', 'github.token']] as const)),
    ...RECORDER_SECRETS,
    ...[...new Set(lent)].map((name) => [name, `secrets.${name}`] as const),
  ];
};
