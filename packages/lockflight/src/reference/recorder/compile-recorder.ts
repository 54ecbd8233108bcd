/**
 * The workflow that holds the key, written from the contract. Pure: the contract, the version that is pinned, and the names of the workflows that prove something.
 *
 * What must hold of it: it runs from the default branch's file alone, checks nothing out, and nothing that people wrote gets into a script. Packages are fetched in
 * a step that has no secret; no install script runs, and nothing but Lockflight's own bundle.
 */
import type { Contract, RecorderWorkflow } from '../../contract/model.ts';
import { APP_SECRETS, RECORDER_SECRETS } from './secrets.ts';
import { expression, workflowWriter } from './workflow-writer.ts';

export interface RecorderFacts {
  /** Of Lockflight, exact. */
  readonly version: string;
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
export const compileRecorder = (contract: Contract, recorder: RecorderWorkflow, { version, workflowNames }: RecorderFacts): string => {
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
    'concurrency:',
    '  group: lockflight',
    '  cancel-in-progress: false',
    'jobs:',
    '  record:',
    ...about(
      {
        en: "Not for its own comments, and for nobody's branch.",
        fr: "Ni pour ses propres commentaires, ni pour la branche de quelqu'un.",
      },
      4,
    ),
    "    if: github.event.comment.user.type != 'Bot' && (github.event_name != 'workflow_dispatch' || github.ref_name == github.event.repository.default_branch)",
    `    runs-on: [${recorder.runsOn.join(', ')}]`,
    '    timeout-minutes: 15',
    ...about(
      { en: 'Holds the key, and is limited to the default branch.', fr: 'Détient la clé, et se limite à la branche par défaut.' },
      4,
    ),
    '    environment: lockflight',
    ...permissions(recorder),
    '    steps:',
    ...fetching(recorder, version, about),
    ...opening(contract, about),
    '      - name: Record',
    `        working-directory: ${folderOf(contract)}`,
    '        env:',
    ...environmentOf(contract, recorder).map(([name, value]) => `          ${name}: ${expression(value)}`),
    '        run: node "$RUNNER_TEMP/package/bin/lockflight.js" record',
  );
};

type About = ReturnType<typeof workflowWriter>['about'];

const permissions = ({ token }: RecorderWorkflow): readonly string[] =>
  token === 'app'
    ? ['    permissions: {}']
    : ['    permissions:', ...Object.entries(WORKFLOW_PERMISSIONS).map(([name, level]) => `      ${name}: ${level}`)];

/** The archive as the registry gave it; with `integrity`, only the one that the contract means. */
const fetching = ({ integrity }: RecorderWorkflow, version: string, about: About): readonly string[] => {
  const archive = `lockflight-${version}.tgz`;
  return [
    ...about(
      {
        en: 'No secret here, and no install script: one archive, unpacked.',
        fr: "Ici aucun secret, et aucun script d'installation : une archive, dépliée.",
      },
      6,
    ),
    '      - name: Fetch Lockflight',
    `        working-directory: ${expression('runner.temp')}`,
    '        run: |',
    `          npm pack --silent --registry https://registry.npmjs.org lockflight@${version}`,
    ...(integrity === undefined ? [] : [`          echo "${hexOf(integrity)}  ${archive}" | sha512sum --check --quiet`]),
    `          tar -xzf ${archive}`,
  ];
};

const hexOf = (integrity: string): string => Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');

/** Paths of log sources begin where the recorder runs: on a host that has them, in the workspace; everywhere else in a folder that the runner empties. */
const folderOf = ({ sources }: Contract): string =>
  sources.some(({ kind }) => kind === 'file' || kind === 'command') ? expression('github.workspace') : expression('runner.temp');

const opening = (contract: Contract, about: About): readonly string[] => [
  ...about(
    {
      en: 'A repository without files: history is read, never laid out.',
      fr: "Un dépôt sans fichiers : l'historique est lu, jamais extrait.",
    },
    6,
  ),
  '      - name: Open the repository',
  `        working-directory: ${folderOf(contract)}`,
  '        run: |',
  '          git init --quiet --bare .',
  '          git config remote.origin.url "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"',
  "          git config remote.origin.fetch '+refs/heads/*:refs/remotes/origin/*'",
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
