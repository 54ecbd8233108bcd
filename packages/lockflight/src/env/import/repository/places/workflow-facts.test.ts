import { expect, test } from 'vitest';
import { workflowFacts } from './workflow-facts.ts';

/** An expression of a workflow, without the sign that would make one of a template here. */
const as = (expression: string): string => `\${{ ${expression} }}`;

const placesIn = (job: string, on = 'push'): readonly string[] =>
  (workflowFacts({ file: 'w.yml', text: `on: ${on}\njobs:\n  a:\n${job.replace(/^/gm, '    ')}\n` })?.jobs ?? []).flatMap(({ places }) =>
    places.map(({ environment, branches, by }) => [environment, by, ...branches].join(' ')),
  );

test.each([
  ['environment: staging', ['staging declared']],
  ["if: github.ref == 'refs/heads/dev'\nenvironment: { name: staging, url: x }", ['staging declared dev']],
  [`environment: ${as("github.ref_name == 'main' && 'production' || 'staging'")}`, ['production declared main', 'staging declared']],
  [`environment: ${as("inputs.environment || 'staging'")}`, ['staging declared']],
  [
    `environment: ${as('matrix.target')}\nstrategy: { matrix: { target: [staging, production] } }`,
    ['staging declared', 'production declared'],
  ],
  [`environment: ${as('matrix.to')}\nstrategy: { matrix: { include: [{ to: uat, x: 1 }] } }`, ['uat declared']],
  [`environment: app-${as('inputs.x')}`, []],
  [`environment: ${as('inputs.x')}`, []],
  [
    "steps:\n  - name: Deploy to Staging\n    if: github.ref == 'refs/heads/dev'\n    run: x\n  - name: Deploy Production 🚀\n    if: github.ref == 'refs/heads/main'",
    ['Staging named dev', 'Production named main'],
  ],
  ['steps:\n  - name: Deploy to staging\n    run: x', []],
])('%s', (job, places) => {
  expect(placesIn(job)).toEqual(places);
});

test('the options of an input are places', () => {
  const on = '{ workflow_dispatch: { inputs: { where: { type: choice, options: [staging, production] } } } }';
  expect(placesIn(`environment: ${as('inputs.where')}`, on)).toEqual(['staging declared', 'production declared']);
});

test('scripts run where their step, job or workflow says', () => {
  const text = `on: push
defaults: { run: { working-directory: api } }
jobs:
  a:
    steps:
      - run: npm test
      - run: |
          npm ci
          npm run smoke
        working-directory: ./web
  b:
    defaults: { run: { working-directory: . } }
    steps:
      - run: npm run build
      - run: npm run never
        working-directory: ${as('matrix.dir')}
`;
  const runs = workflowFacts({ file: 'w.yml', text })?.jobs.flatMap((job) =>
    job.runs.map(({ script, folder, line }) => [script, folder, line]),
  );
  expect(runs).toEqual([
    ['test', 'api', 6],
    ['smoke', 'web', 9],
    ['build', '', 14],
  ]);
});
