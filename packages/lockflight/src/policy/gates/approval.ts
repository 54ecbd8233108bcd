/**
 * approval: enough people of the role approved this tree, and every change in it has an approver who is not among its authors
 * (two authors may cover each other). The latest act of each person decides. `solo` lets a team of one pass, and says so.
 */
import type { Text } from '../../contract/text.ts';
import type { ApprovalFact, Facts, Person } from '../facts.ts';
import { blocked, errored, type Gate, type GateContext, type Obstacle, passed, type RuleOf, unknown } from '../gate.ts';
import { isAgent, peopleOf } from '../people.ts';
import { anyOf, listed, short } from '../wording.ts';

type Change = Extract<Facts['authorship'], { known: true }>['value'][number];
type Rule = RuleOf<'approval'>;

export const approval: Gate<'approval'> = (rule, context) => {
  const outcome = judge(rule, context);
  const { members } = context.facts;
  // Those who are certain would have sufficed; if they do not, who is missing may be whom nobody can tell.
  const doubt = members.known ? members.value.find((r) => rule.by.includes(r.role) && r.doubt !== undefined)?.doubt : undefined;
  return outcome.outcome === 'blocked' && doubt !== undefined ? unknown(rule, { known: false, ...doubt }) : outcome;
};

const judge: Gate<'approval'> = (rule, context) => {
  const { members, approvals, authorship, changes } = context.facts;
  if (!members.known) return unknown(rule, members);
  if (!approvals.known) return unknown(rule, approvals);
  const able = peopleOf(members.value, rule.by, context);
  const acts = approvals.value.filter((a) => a.kind === rule.of && a.tree === context.facts.candidate.tree);
  const approvers = approversOf(acts, able, context);
  if (approvers.length < rule.count) return blocked(rule, tooFew(rule, able, approvers, acts, context));
  const count = tally(rule, approvers);
  const by: Text = {
    en: `${count.en}, by ${listed(approvers.map((p) => p.login)).en}`,
    fr: `${count.fr}, par ${listed(approvers.map((p) => p.login)).fr}`,
  };
  const alone: Text = { en: `${by.en}, own change (solo)`, fr: `${by.fr}, son propre changement (solo)` };
  if (!authorship.known) return rule.solo ? passed(rule, alone, 'passed-solo') : unknown(rule, authorship);
  const nobody = authorship.value.length === 0 && changes.known && changes.value.length > 0;
  if (nobody) return rule.solo ? passed(rule, alone, 'passed-solo') : errored(rule, authorUnknown([context.facts.candidate]));
  const uncovered = authorship.value.filter((change) => !approvers.some((p) => !change.authors.some((a) => a.id === p.id)));
  const anonymous = authorship.value.filter((change) => change.authors.length === 0);
  if (rule.solo) return uncovered.length + anonymous.length === 0 ? passed(rule, by) : passed(rule, alone, 'passed-solo');
  if (uncovered.length > 0) return blocked(rule, ownChange(rule, uncovered, able, approvers, context));
  if (anonymous.length > 0) return errored(rule, authorUnknown(anonymous));
  return passed(rule, by);
};

/** People of the role whose latest act on this tree is an approval. */
const approversOf = (acts: readonly ApprovalFact[], able: readonly Person[], context: GateContext): readonly Person[] =>
  able.filter((person) => acts.findLast((a) => a.person.id === person.id && counts(a, context))?.result === 'approved');

const counts = (act: ApprovalFact, context: GateContext): boolean => !act.person.bot && !isAgent(act.person, context);

const tally = (rule: Rule, approvers: readonly Person[]): Text => ({
  en: `${rule.of}: ${approvers.length} of ${rule.count}`,
  fr: `${rule.of} : ${approvers.length} sur ${rule.count}`,
});

const tooFew = (
  rule: Rule,
  able: readonly Person[],
  approvers: readonly Person[],
  acts: readonly ApprovalFact[],
  context: GateContext,
): Obstacle => {
  const count = tally(rule, approvers);
  const roles = rule.by.join(', ');
  const who = able.length === 0 ? { en: 'nobody', fr: 'personne' } : listed(able.map((p) => p.login));
  const uncounted = new Set(
    acts.filter((a) => a.result === 'approved' && !able.some((p) => p.id === a.person.id && counts(a, context))).map((a) => a.person.login),
  );
  const note = listed([...uncounted]);
  return {
    code: 'approval-missing',
    reason: {
      en: `${count.en}, by ${roles} (${who.en})${uncounted.size === 0 ? '' : `; not counted: ${note.en} (bot, agent or not in the role)`}`,
      fr: `${count.fr}, par ${roles} (${who.fr})${uncounted.size === 0 ? '' : ` ; ne compte pas : ${note.fr} (robot, agent ou hors du rôle)`}`,
    },
    fix: signing(
      rule,
      able.filter((p) => !approvers.some((a) => a.id === p.id)),
      context,
    ),
  };
};

/** Who signs, and how. */
const signing = (rule: Rule, able: readonly Person[], { facts }: GateContext): Text => {
  const roles = rule.by.join(', ');
  if (able.length === 0) {
    return {
      en: `owners add a person to ${roles}, under people in the contract`,
      fr: `les owners ajoutent une personne à ${roles}, sous people dans le contrat`,
    };
  }
  const who = anyOf(able);
  const command = `lockflight approve ${rule.of}`;
  const see = rule.see === undefined ? { en: '', fr: '' } : { en: ` (see ${rule.see})`, fr: ` (voir ${rule.see})` };
  return facts.pullRequest === undefined
    ? {
        en: `${who.en}, once the promotion is open: ${command}${see.en}`,
        fr: `${who.fr}, une fois la promotion ouverte : ${command}${see.fr}`,
      }
    : {
        en: `${who.en} reviews pull request #${facts.pullRequest}, or: ${command}${see.en}`,
        fr: `${who.fr} relit la pull request #${facts.pullRequest}, ou : ${command}${see.fr}`,
      };
};

const ownChange = (
  rule: Rule,
  uncovered: readonly Change[],
  able: readonly Person[],
  approvers: readonly Person[],
  context: GateContext,
): Obstacle => {
  const changes = listed(uncovered.map((c) => short(c.commit)));
  const count = tally(rule, approvers);
  const [first] = uncovered;
  const others = able.filter((p) => uncovered.every((c) => !c.authors.some((a) => a.id === p.id)) && !approvers.some((a) => a.id === p.id));
  const subject = uncovered.length === 1 && first !== undefined ? ` "${first.subject}"` : '';
  return {
    code: 'approval-by-author',
    reason: {
      en: `${count.en}, but only its author approved ${changes.en}${subject}`,
      fr: `${count.fr}, mais seul son auteur a approuvé ${changes.fr}${subject}`,
    },
    fix:
      others.length > 0
        ? signing(rule, others, context)
        : {
            en: `somebody else of ${rule.by.join(', ')} approves; a team of one sets solo: true`,
            fr: `une autre personne de ${rule.by.join(', ')} approuve ; une équipe d'une personne met solo: true`,
          },
  };
};

const authorUnknown = (anonymous: readonly Pick<Change, 'commit'>[]): Obstacle => {
  const commits = listed(anonymous.map((c) => short(c.commit)));
  return {
    code: 'author-unknown',
    reason: { en: `the author of ${commits.en} is not known to the forge`, fr: `la forge ne connaît pas l'auteur de ${commits.fr}` },
    fix: {
      en: 'its author adds the e-mail address of the commit to their account, or it comes in by a pull request',
      fr: "son auteur ajoute l'adresse du commit à son compte, ou le changement passe par une pull request",
    },
  };
};
