/**
 * The implicit gate `approval:owners`. A candidate that changes the contract, the workflows, package.json or a proving script needs an owner's approval, judged by the
 * contract in force: the change cannot help itself through. Absent when nothing of the kind changed; errored when nobody can tell.
 */
import type { Difference } from '../../contract/compare/difference.ts';
import { membersOf } from '../../contract/model.ts';
import { isSensitivePath } from '../../contract/sensitive-paths.ts';
import type { Text } from '../../contract/text.ts';
import { blocked, type GateContext, type RuleOf, unknown } from '../gate.ts';
import type { GateOutcome } from '../verdict.ts';
import { joined, listed } from '../wording.ts';
import { approval } from './approval.ts';

const ROLE = 'owners';

export const owners = (context: GateContext): GateOutcome | undefined => {
  const { facts, contract, step } = context;
  if (step.gates.some((g) => g.gate === 'approval' && g.of === ROLE && g.by.every((r) => r === ROLE))) return undefined;
  const rule = ruleFor(context);
  if (!facts.changes.known) return unknown(rule, facts.changes);
  const touched = facts.changes.value.map((c) => c.path).filter((path) => isSensitivePath(contract, path));
  // A contract that cannot be read cannot be compared, and would never take force: it must not slip in as an unseen change.
  if (!facts.candidateContract.known) return unknown(rule, facts.candidateContract);
  if (touched.length === 0 && facts.contractChanges.length === 0) return undefined;
  const what = whatChanged(touched, facts.contractChanges);
  if (membersOf(contract, ROLE).length === 0) {
    return blocked(rule, {
      code: 'owners-missing',
      reason: { en: `${what.en}; the contract in force names no owners`, fr: `${what.fr} ; le contrat en vigueur ne nomme pas d'owners` },
      fix: {
        en: `leave these out of this promotion: without owners nobody can let them through`,
        fr: 'retirez-les de cette promotion : sans owners, personne ne peut les laisser passer',
      },
    });
  }
  const outcome = approval(rule, context);
  return { ...outcome, reason: { en: `${outcome.reason.en}; ${what.en}`, fr: `${outcome.reason.fr} ; ${what.fr}` } };
};

/** One owner; a team of one that said so in the step (`solo`) is a team of one here too. */
const ruleFor = ({ step }: GateContext): RuleOf<'approval'> => ({
  gate: 'approval',
  id: `approval:${ROLE}`,
  at: step.at,
  of: ROLE,
  by: [ROLE],
  count: 1,
  solo: step.gates.some((g) => g.gate === 'approval' && g.solo),
});

const whatChanged = (touched: readonly string[], differences: readonly Difference[]): Text => {
  const files = listed(touched);
  const words = inKinds(differences);
  const changes =
    touched.length === 0
      ? { en: 'its contract differs', fr: 'son contrat diffère' }
      : { en: `changes ${files.en}`, fr: `modifie ${files.fr}` };
  return differences.length === 0 ? changes : { en: `${changes.en}: ${words.en}`, fr: `${changes.fr} : ${words.fr}` };
};

const KINDS: readonly (readonly [Difference['kind'], Text])[] = [
  ['looser', { en: 'looser', fr: 'plus souple' }],
  ['stricter', { en: 'stricter', fr: 'plus strict' }],
  ['other', { en: 'other', fr: 'autre' }],
];

/** What gets looser is told to the last item: it is what owners are asked for. The rest is counted where it is long. */
const inKinds = (differences: readonly Difference[]): Text =>
  joined(
    KINDS.flatMap(([kind, name]): readonly Text[] => {
      const texts = differences.filter((d) => d.kind === kind).map((d) => d.text);
      if (texts.length === 0) return [];
      const [en, fr] = [texts.map((t) => t.en), texts.map((t) => t.fr)];
      return kind === 'looser'
        ? [{ en: `${name.en}: ${en.join(', ')}`, fr: `${name.fr} : ${fr.join(', ')}` }]
        : [{ en: `${name.en}: ${listed(en).en}`, fr: `${name.fr} : ${listed(fr).fr}` }];
    }),
  );
