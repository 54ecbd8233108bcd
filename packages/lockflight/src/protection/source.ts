/**
 * Where rules come from, rulesets and the classic protection in one shape: which rules, whether they are in force for the subject, and who gets past them. Pure.
 * What is active for a branch is what the forge says of the branch, not what a ruleset says of itself.
 */
import type { Bypass, ClassicProtection, Rule, Ruleset } from '../forge/rules-port.ts';
import type { ProtectionFacts } from './facts.ts';
import { excludesOne, matchesOne } from './ref-names.ts';
import type { Subject } from './subjects.ts';

export interface Source {
  readonly kind: 'ruleset' | 'classic';
  /** Of a ruleset. */
  readonly id?: number;
  readonly name: string;
  readonly level: Ruleset['source'];
  /** `nothing`: it is on, and no branch is like its patterns; `excluded`: it names the subject, and takes it out again; `elsewhere`: it is about something else. */
  readonly state: 'active' | 'disabled' | 'evaluate' | 'nothing' | 'excluded' | 'elsewhere';
  readonly rules: readonly Rule[];
  /** Undefined: this token may not see it. */
  readonly bypass: readonly Bypass[] | undefined;
}

export interface Sources {
  readonly all: readonly Source[];
  /** A part could not be read: what is missing may be there. */
  readonly unread?: { readonly code: string; readonly part: 'rules' | 'classic' };
}

/** Administrators, in the forge's numbers of roles. */
export const ADMINS = { kind: 'role', id: 5 } as const;
export const CLASSIC_NAME = 'classic branch protection';

export const sourcesOf = (facts: ProtectionFacts, subject: Subject): Sources => {
  if (!facts.rulesets.known) return { all: [], unread: { code: facts.rulesets.code, part: 'rules' } };
  const rulesets = facts.rulesets.value.filter((ruleset) => ruleset.target === subject.target);
  if (subject.target === 'tag') return { all: rulesets.map((ruleset) => asSource(ruleset, stateOf(facts, subject, ruleset))) };
  const branch = facts.branches.get(subject.name);
  if (branch === undefined) return { all: rulesets.map((ruleset) => asSource(ruleset, stateOf(facts, subject, ruleset))) };
  if (!branch.rules.known) return { all: [], unread: { code: branch.rules.code, part: 'rules' } };
  const active = Map.groupBy(branch.rules.value, ({ ruleset }) => ruleset);
  const known = new Map(rulesets.map((ruleset) => [ruleset.id, ruleset]));
  const all = [
    ...[...active].map(([id, rules]): Source => {
      const ruleset = known.get(id);
      return {
        kind: 'ruleset',
        id,
        name: ruleset?.name ?? `#${id}`,
        level: rules[0]?.source ?? 'repository',
        state: 'active',
        rules: rules.map(({ rule }) => rule),
        bypass: ruleset?.bypass,
      };
    }),
    ...rulesets.filter(({ id }) => !active.has(id)).map((ruleset) => asSource(ruleset, idleState(facts, subject, ruleset))),
    ...(branch.classic.known && branch.classic.value !== undefined ? classicSources(branch.classic.value) : []),
  ];
  return { all, ...(branch.classic.known ? {} : { unread: { code: branch.classic.code, part: 'classic' as const } }) };
};

const asSource = ({ id, name, source, rules, bypass }: Ruleset, state: Source['state']): Source => ({
  kind: 'ruleset',
  id,
  name,
  level: source,
  state,
  rules,
  bypass,
});

const stateOf = (facts: ProtectionFacts, subject: Subject, ruleset: Ruleset): Source['state'] => {
  const covers = subject.refs.every((ref) => covered(facts, ref, ruleset));
  return covers && ruleset.enforcement === 'active' ? 'active' : idleState(facts, subject, ruleset);
};

/** Why a ruleset that is there is not in force for the subject. */
const idleState = (facts: ProtectionFacts, subject: Subject, ruleset: Ruleset): Source['state'] => {
  const { defaultBranch } = facts.repository;
  const named = subject.refs.some((ref) => matchesOne(ref, ruleset.include, defaultBranch));
  if (named && subject.refs.some((ref) => excludesOne(ref, ruleset.exclude, defaultBranch))) return 'excluded';
  if (named && ruleset.enforcement !== 'active') return ruleset.enforcement;
  const refs = subject.target === 'branch' ? facts.refs : [...facts.archives, ...subject.refs];
  return refs.some((ref) => covered(facts, ref, ruleset)) ? 'elsewhere' : 'nothing';
};

const covered = ({ repository }: ProtectionFacts, ref: string, { include, exclude }: Ruleset): boolean =>
  matchesOne(ref, include, repository.defaultBranch) && !excludesOne(ref, exclude, repository.defaultBranch);

/** As many sources as there are lists of who gets past: the whole, the forced pushes, the pull requests, the restriction of pushes. */
const classicSources = (classic: ClassicProtection): readonly Source[] => {
  const { pullRequest, checks, restrictions } = classic;
  const admins: readonly Bypass[] = classic.enforceAdmins ? [] : [{ who: ADMINS, mode: 'always' }];
  const source = (rules: readonly Rule[], bypass: readonly Bypass[] = []): Source => ({
    kind: 'classic',
    name: CLASSIC_NAME,
    level: 'repository',
    state: 'active',
    rules,
    bypass: [...bypass, ...admins],
  });
  const whole: readonly Rule[] = [
    ...(checks === undefined || checks.checks.length === 0 ? [] : [{ type: 'checks' as const, ...checks }]),
    ...(classic.deletionAllowed ? [] : [{ type: 'deletion' as const }]),
    ...(classic.linearHistory ? [{ type: 'linear-history' as const }] : []),
    ...(classic.signatures === true ? [{ type: 'signatures' as const }] : []),
    ...(classic.locked ? [{ type: 'update' as const }] : []),
  ];
  const always = (who: Bypass['who']): Bypass => ({ who, mode: 'always' });
  const forcers = classic.forcePushers === undefined ? undefined : [...classic.forcePushers.map(always), ...admins];
  return [
    source(whole),
    ...(classic.forcePushAllowed ? [] : [{ ...source([{ type: 'non-fast-forward' }]), bypass: forcers }]),
    ...(pullRequest === undefined
      ? []
      : [source([{ type: 'pull-request', ...pullRequest, conversations: classic.conversations }], pullRequest.bypass.map(always))]),
    ...(restrictions === undefined ? [] : [source([{ type: 'update' }], restrictions.map(always))]),
  ];
};
