import { describe, expect, test } from 'vitest';
import { ADA, AGENT, BOB, gone, OCTOCAT, OTHER_TREE, outcomeOf, RULES, TREE } from '../facts.fixture.ts';
import { type ApprovalFact, known, type Person } from '../facts.ts';

describe('approval', () => {
  const rule = RULES['approval:release'];
  const act = (person: Person, more: Partial<ApprovalFact> & { readonly bot?: boolean } = {}): ApprovalFact => ({
    kind: 'release',
    tree: TREE,
    result: 'approved',
    at: '2026-11-19T10:00:00Z',
    ...more,
    person: { ...person, bot: more.bot ?? false },
  });
  const acts = (...approvals: readonly ApprovalFact[]) => ({ facts: { approvals: known(approvals) } });
  const roleOf = (...people: readonly Person[]) => known([{ role: 'cto', people }]);
  const wrote = (...authors: readonly (readonly Person[])[]) =>
    known(authors.map((a, i) => ({ commit: String(i).repeat(40), subject: `Change ${i}`, authors: a })));

  test('none', () => expect(outcomeOf(rule, acts())).toBe('blocked approval-missing'));
  test('of another kind', () =>
    expect(outcomeOf(rule, acts(act(OCTOCAT, { kind: 'feature-validation' })))).toBe('blocked approval-missing'));
  test('given before a new push', () => expect(outcomeOf(rule, acts(act(OCTOCAT, { tree: OTHER_TREE })))).toBe('blocked approval-missing'));
  test('by somebody outside the role', () => expect(outcomeOf(rule, acts(act(ADA)))).toBe('blocked approval-missing'));
  test('by a bot', () => expect(outcomeOf(rule, acts(act(OCTOCAT, { bot: true })))).toBe('blocked approval-missing'));
  test('by an agent that the contract wrongly puts in the role', () =>
    expect(outcomeOf(rule, { facts: { ...acts(act(AGENT)).facts, members: roleOf(AGENT) } })).toBe('blocked approval-missing'));
  test('an agent by any spelling of its login', () => {
    const loud = { ...AGENT, login: 'CI-Helper' };
    expect(outcomeOf(rule, { facts: { ...acts(act(loud)).facts, members: roleOf(loud) } })).toBe('blocked approval-missing');
  });
  test('a login that changed hands', () =>
    expect(outcomeOf(rule, acts(act({ id: 77, login: 'octocat' })))).toBe('blocked approval-missing'));
  test('withdrawn', () =>
    expect(outcomeOf(rule, acts(act(OCTOCAT), act(OCTOCAT, { result: 'withdrawn' })))).toBe('blocked approval-missing'));
  test('given again', () => expect(outcomeOf(rule, acts(act(OCTOCAT, { result: 'withdrawn' }), act(OCTOCAT)))).toBe('passed passed'));
  test('one person does not count twice', () =>
    expect(outcomeOf({ ...rule, count: 2 }, acts(act(OCTOCAT), act(OCTOCAT)))).toBe('blocked approval-missing'));
  test('by the author of a change', () =>
    expect(outcomeOf(rule, { facts: { authorship: wrote([OCTOCAT]) } })).toBe('blocked approval-by-author'));
  test('by a co-author', () =>
    expect(outcomeOf(rule, { facts: { authorship: wrote([BOB, OCTOCAT]) } })).toBe('blocked approval-by-author'));
  test('one change of several is the approver’s own', () =>
    expect(outcomeOf(rule, { facts: { authorship: wrote([BOB], [OCTOCAT]) } })).toBe('blocked approval-by-author'));
  test('two authors cover each other', () => {
    const facts = { ...acts(act(OCTOCAT), act(ADA)).facts, members: roleOf(OCTOCAT, ADA), authorship: wrote([OCTOCAT], [ADA]) };
    expect(outcomeOf({ ...rule, count: 2 }, { facts })).toBe('passed passed');
    expect(outcomeOf(rule, { facts: { ...facts, ...acts(act(OCTOCAT)).facts } })).toBe('blocked approval-by-author');
  });
  test('two who wrote it together do not', () => {
    const facts = { ...acts(act(OCTOCAT), act(ADA)).facts, members: roleOf(OCTOCAT, ADA), authorship: wrote([OCTOCAT, ADA]) };
    expect(outcomeOf(rule, { facts })).toBe('blocked approval-by-author');
  });
  test('the author of a change is unknown', () =>
    expect(outcomeOf(rule, { facts: { authorship: wrote([]) } })).toBe('errored author-unknown'));
  test('files change and no commit says who did it', () => {
    const changes = known([{ path: 'a.txt', change: 'modified' }] as const);
    expect(outcomeOf(rule, { facts: { authorship: wrote(), changes } })).toBe('errored author-unknown');
    expect(outcomeOf(rule, { facts: { authorship: wrote(), changes: known([]) } })).toBe('passed passed');
    expect(outcomeOf({ ...rule, solo: true }, { facts: { authorship: wrote(), changes } })).toBe('passed passed-solo');
  });
  test('authorship is unknown', () => expect(outcomeOf(rule, { facts: { authorship: gone } })).toBe('errored fact-unknown'));
  test('a team of one passes, and is recorded so', () =>
    expect(outcomeOf({ ...rule, solo: true }, { facts: { authorship: wrote([OCTOCAT]) } })).toBe('passed passed-solo'));
  test('solo does not lower the count', () => expect(outcomeOf({ ...rule, solo: true }, acts())).toBe('blocked approval-missing'));
  test('members unknown', () => expect(outcomeOf(rule, { facts: { members: gone } })).toBe('errored fact-unknown'));
  test('approvals unknown', () => expect(outcomeOf(rule, { facts: { approvals: gone } })).toBe('errored fact-unknown'));
});
