/** What GitHub really enforces for a branch or a tag, rulesets and classic protection together. */
import type { Protection } from '../port.ts';
import { refMatches } from '../ref-pattern.ts';
import type { Answer } from './answer.ts';
import { classicProtection, planForbids } from './classic-protection.ts';
import type { Connection } from './connection.ts';
import { list } from './paging.ts';
import { combine, type RuleSource } from './rule-set.ts';
import { passersIn, passersOf, rulesetSource } from './rulesets.ts';

/** GitHub REST: "Get rules for a branch": only what is active, whatever level it comes from. */
async function branchRules(connection: Connection, branch: string): Promise<ReadonlyMap<number, readonly Answer[]>> {
  try {
    const rules = await list(connection, { route: 'GET /repos/{owner}/{repo}/rules/branches/{branch}', parameters: { branch } });
    return Map.groupBy(rules, (rule) => rule.optional('ruleset_id')?.id() ?? 0);
  } catch (error) {
    if (planForbids(error)) return new Map();
    throw error;
  }
}

async function branchProtection(connection: Connection, branch: string): Promise<Protection> {
  const sources: RuleSource[] = [];
  let bypassKnown = true;
  for (const [id, rules] of await branchRules(connection, branch)) {
    const passers = await passersOf(connection, id);
    bypassKnown &&= passers !== undefined;
    sources.push(rulesetSource(rules, passers, false));
  }
  const classic = await classicProtection(connection, branch);
  if (classic !== undefined) sources.push(classic);
  return combine(branch, sources, bypassKnown);
}

const matches = (ref: string, patterns: readonly Answer[]): boolean =>
  patterns.some((pattern) => {
    const match = refMatches(ref, pattern.text());
    if (match === undefined) throw pattern.wrong('a pattern of refs');
    return match;
  });

/** A ruleset's "ref name condition". */
function covers(ruleset: Answer, ref: string): boolean {
  const names = ruleset.optional('conditions')?.optional('ref_name');
  // A ruleset without a condition on names covers all of its target.
  if (names === undefined) return true;
  const patterns = (key: string): readonly Answer[] => names.optional(key)?.items() ?? [];
  return matches(ref, patterns('include')) && !matches(ref, patterns('exclude'));
}

/** GitHub has no "rules for a tag": "Get all repository rulesets" and "Get a repository ruleset", matched here. */
async function tagProtection(connection: Connection, ref: string): Promise<Protection> {
  const sources: RuleSource[] = [];
  let bypassKnown = true;
  let rulesets: readonly Answer[] = [];
  try {
    rulesets = await list(connection, { route: 'GET /repos/{owner}/{repo}/rulesets', parameters: { includes_parents: true } });
  } catch (error) {
    if (!planForbids(error)) throw error;
  }
  for (const summary of rulesets) {
    if (summary.optional('target')?.text() !== 'tag' || summary.at('enforcement').text() !== 'active') continue;
    const { answer } = await connection.call('GET /repos/{owner}/{repo}/rulesets/{ruleset_id}', {
      ruleset_id: summary.at('id').id(),
      includes_parents: true,
    });
    if (!covers(answer, ref)) continue;
    const passers = passersIn(answer);
    bypassKnown &&= passers !== undefined;
    sources.push(rulesetSource(answer.at('rules').items(), passers, true));
  }
  return combine(ref, sources, bypassKnown);
}

/** A branch by its name, or a tag as `refs/tags/NAME`. */
export const protection = (connection: Connection, ref: string): Promise<Protection> =>
  ref.startsWith('refs/tags/') ? tagProtection(connection, ref) : branchProtection(connection, ref.replace(/^refs\/heads\//, ''));
