/**
 * evidence: the latest statement of that kind for (this tree, the source environment) passed, and is recent enough. The ledger's order says which is the
 * latest, not the clock: a failure or a withdrawal cancels an earlier pass. Evidence from an environment where the contract
 * rules the activity out does not count, even when it is there.
 */
import { activityOfEvidence, refusalOf } from '../../contract/activity.ts';
import { findEnvironment } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';
import { evidenceEnvironment } from '../evidence-environment.ts';
import type { EvidenceFact } from '../facts.ts';
import { blocked, errored, type Gate, type GateContext, type Obstacle, passed, type RuleOf, unknown } from '../gate.ts';
import { instant, span, stampOf } from '../time.ts';
import { short } from '../wording.ts';

/** The recorder's clock may lag behind the forge's by this much, seconds. */
const SKEW = 60;

export const evidence: Gate<'evidence'> = (rule, context) => {
  const { facts, contract, step } = context;
  if (!facts.evidence.known) return unknown(rule, facts.evidence);
  const environment = evidenceEnvironment(contract, rule.of, step.from);
  const about = facts.evidence.value.filter((e) => e.kind === rule.of && e.tree === facts.candidate.tree && e.environment === environment);
  if (rule.of === REHEARSAL && !facts.lineage.known) return unknown(rule, facts.lineage);
  const pair = rule.of === REHEARSAL && facts.lineage.known ? facts.lineage.value.target.tree : undefined;
  const latest = about.findLast((e) => pair === undefined || e.against === pair);
  if (latest === undefined && about.length > 0) return blocked(rule, otherPair(rule, environment, context));
  if (latest?.result === 'errored' && ruledOut(rule, environment, context) === undefined)
    return errored(rule, unbound(rule, latest, environment, context));
  const obstacle = ruledOut(rule, environment, context) ?? weakness(rule, latest, environment, context);
  if (obstacle !== undefined || latest === undefined) return blocked(rule, obstacle ?? missing(rule, environment, context));
  const at = stampOf(latest.at);
  return passed(rule, { en: `${rule.of}, by ${latest.by}, ${at}`, fr: `${rule.of}, par ${latest.by}, ${at}` });
};

/** It speaks of two trees: the candidate's, and the one that the target has. */
const REHEARSAL = 'rollback-rehearsal';

const otherPair = (rule: RuleOf<'evidence'>, environment: string | undefined, context: GateContext): Obstacle => ({
  code: 'rehearsal-of-another-pair',
  reason: {
    en: `${rule.of}: not from this tree back to what ${context.step.to} has now`,
    fr: `${rule.of} : pas depuis cet arbre vers ce que ${context.step.to} a maintenant`,
  },
  fix: wayOut(rule, environment, context),
});

const ruledOut = (rule: RuleOf<'evidence'>, name: string | undefined, { contract }: GateContext): Obstacle | undefined => {
  const environment = name === undefined ? undefined : findEnvironment(contract, name);
  const activity = environment === undefined ? undefined : activityOf(rule.of, environment.name, contract);
  if (environment === undefined || activity === undefined) return undefined;
  const refusal = refusalOf(environment, activity);
  if (refusal === undefined) return undefined;
  return {
    code: 'evidence-refused',
    reason: { en: `${rule.of} does not count: ${refusal.en}`, fr: `${rule.of} ne compte pas : ${refusal.fr}` },
    fix: {
      en: `owners allow ${activity} in ${environment.name}, or change the gate, in the contract`,
      fr: `les owners autorisent ${activity} dans ${environment.name}, ou changent la porte, dans le contrat`,
    },
  };
};

/** The activity that the contract gives to the proof, else the one that the kind stands for. */
const activityOf = (kind: string, environment: string, contract: GateContext['contract']): string | undefined =>
  contract.commands.flatMap((c) => c.proves).find((p) => p.kind === kind && p.environment === environment)?.activity ??
  activityOfEvidence(kind);

const weakness = (
  rule: RuleOf<'evidence'>,
  latest: EvidenceFact | undefined,
  environment: string | undefined,
  context: GateContext,
): Obstacle | undefined => {
  if (latest === undefined) return missing(rule, environment, context);
  const fix = wayOut(rule, environment, context);
  const at = stampOf(latest.at);
  const age = context.now - instant(latest.at);
  if (latest.result === 'failed') {
    return {
      code: 'evidence-failed',
      reason: { en: `${rule.of} failed, by ${latest.by}, ${at}`, fr: `${rule.of} en échec, par ${latest.by}, ${at}` },
      fix,
    };
  }
  if (latest.result === 'withdrawn') {
    return {
      code: 'evidence-withdrawn',
      reason: { en: `${rule.of} withdrawn by ${latest.by}, ${at}`, fr: `${rule.of}, retiré par ${latest.by}, ${at}` },
      fix,
    };
  }
  if (!(age >= -SKEW)) {
    return {
      code: 'evidence-future',
      reason: { en: `${rule.of} is dated ${at}, which is not in the past`, fr: `${rule.of} est daté du ${at}, qui n'est pas passé` },
      fix,
    };
  }
  if (rule.maxAgeSeconds !== undefined && !(age <= rule.maxAgeSeconds)) {
    const [old, allowed] = [span(age), span(rule.maxAgeSeconds)];
    return {
      code: 'evidence-stale',
      reason: { en: `${rule.of} is ${old.en} old, ${allowed.en} at most`, fr: `${rule.of} date de ${old.fr}, ${allowed.fr} au plus` },
      fix,
    };
  }
  return undefined;
};

/** It ran, but nobody can say that it saw this tree: never a pass, and no failure of the tree either. */
const unbound = (rule: RuleOf<'evidence'>, latest: EvidenceFact, environment: string | undefined, context: GateContext): Obstacle => ({
  code: 'evidence-unbound',
  reason: {
    en: `${rule.of} of ${stampOf(latest.at)}: ${environment ?? context.step.from} did not run this tree throughout`,
    fr: `${rule.of} du ${stampOf(latest.at)} : ${environment ?? context.step.from} n'a pas exécuté cet arbre tout du long`,
  },
  fix: whileItRuns(wayOut(rule, environment, context), environment ?? context.step.from, short(context.facts.candidate.commit)),
});

/** Said again without the deployment it would be errored again. */
const whileItRuns = ({ en, fr }: Text, environment: string, commit: string): Text => ({
  en: `deploy ${commit} to ${environment} and leave it there; then ${en}`,
  fr: `déployez ${commit} dans ${environment} et laissez-l'y ; ensuite, ${fr}`,
});

const missing = (rule: RuleOf<'evidence'>, environment: string | undefined, context: GateContext): Obstacle => ({
  code: 'evidence-missing',
  reason:
    environment === undefined
      ? { en: `${rule.of}: none for this tree`, fr: `${rule.of} : aucune preuve pour cet arbre` }
      : { en: `${rule.of}: none for this tree from ${environment}`, fr: `${rule.of} : aucune preuve pour cet arbre depuis ${environment}` },
  fix: wayOut(rule, environment, context),
});

/** Who can make it: the one workflow that proves it, or a person. */
const wayOut = (rule: RuleOf<'evidence'>, environment: string | undefined, { contract, facts, step }: GateContext): Text => {
  const proof = contract.commands.flatMap((c) => c.proves).find((p) => p.kind === rule.of && p.environment === environment);
  const commit = short(facts.candidate.commit);
  if (proof !== undefined) {
    return {
      en: `job ${proof.job} of ${proof.workflow} passes on ${commit}`,
      fr: `la tâche ${proof.job} de ${proof.workflow} réussit sur ${commit}`,
    };
  }
  return {
    en: `somebody with a role, who observed it in ${step.from}: lockflight attest ${rule.of} --result passed`,
    fr: `une personne qui a un rôle, et l'a observé dans ${step.from} : lockflight attest ${rule.of} --result passed`,
  };
};
