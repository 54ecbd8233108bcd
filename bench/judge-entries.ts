/**
 * A process of its own: reads and verifies a ledger, then judges a candidate of which it tells as often as it can. Prints how long the two parts took, in
 * milliseconds.
 */
import { openGit } from '../packages/lockflight/src/git/open.ts';
import { state } from '../packages/lockflight/src/ledger/ledger.fixture.ts';
import { readSound } from '../packages/lockflight/src/ledger/read-chain.ts';
import { gitBranchStore } from '../packages/lockflight/src/ledger/stores/git-branch.ts';
import { createVerifier } from '../packages/lockflight/src/ledger/verifier.ts';
import { viewOf } from '../packages/lockflight/src/ledger/view.ts';
import { CONTRACT, factsWith, NOW, STEP } from '../packages/lockflight/src/policy/facts.fixture.ts';
import { known } from '../packages/lockflight/src/policy/facts.ts';
import { judge } from '../packages/lockflight/src/policy/judge.ts';
import { LEDGER_BRANCH } from './ledger-in-git.ts';

const store = gitBranchStore({ git: await openGit(process.argv[2] ?? '.'), branch: LEDGER_BRANCH, remote: 'origin', fetch: false });
const begun = performance.now();
const { entries } = (await readSound(store, createVerifier())).chain;
const read = performance.now() - begun;

const again = performance.now();
const candidate = state(1);
const evidence = (viewOf(entries).evidence.get(candidate.tree) ?? []).map(({ kind, result, actor, occurredAt }) => ({
  tree: candidate.tree,
  kind,
  result,
  by: actor.login,
  at: occurredAt,
}));
const verdict = judge(CONTRACT, STEP, factsWith({ candidate, evidence: known(evidence) }), NOW);
const judged = performance.now() - again;
const gate = verdict.gates.find(({ id }) => id === 'evidence:ci-check')?.outcome;
process.stdout.write(`${JSON.stringify({ statements: evidence.length, gates: verdict.gates.length, gate, read, judged })}\n`);
