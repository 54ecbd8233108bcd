/** The smallest contract with a whole flow, and the files around it, for end-to-end tests. */
export const SMALL_CONTRACT = `lockflight: 1
project: small
environments:
  preview: { kind: preview, host: replit }
  staging: { kind: staging, branch: staging }
  production: { kind: production, branch: main }
commands:
  ci-check: { run: npm test, proves: { kind: ci-check, workflow: .github/workflows/ci.yml, job: check } }
flow:
  - { id: integrate, from: preview, to: staging }
  - id: release
    from: staging
    to: production
    gates:
      - up-to-date: { head-only: true }
      - evidence: { of: ci-check }
      - approval: { of: release, by: [cto], count: 1 }
      - rollback-plan
    waivable: { by: [cto], gates: [up-to-date] }
people: { cto: [octocat], owners: [octocat, amina], agents: [koomy-agent] }
rollback: { production: { approvals: { by: [cto], count: 1 }, then: hold-until-post-mortem } }
archive: { production: "archive/{branch}/{date}/{version}" }
`;

export const RECORDER_WORKFLOW_FILE = `name: lockflight
run-name: lockflight \${{ inputs.act }}
on:
  workflow_dispatch:
    inputs:
      act: { type: string, required: false }
jobs:
  record: { runs-on: ubuntu-latest, steps: [] }
`;

export const SMALL_FILES = {
  'lockflight.yaml': SMALL_CONTRACT,
  'README.md': 'small\n',
  '.github/workflows/ci.yml': 'name: ci\non: push\njobs:\n  check: { runs-on: ubuntu-latest, steps: [] }\n',
  '.github/workflows/lockflight.yml': RECORDER_WORKFLOW_FILE,
};
