/** Does a source ask for what the contract asks for, and of whom does it not ask it? Pure. */
import type { Bypass, Rule } from '../forge/rules-port.ts';
import type { RecorderApp } from './facts.ts';
import type { Source } from './source.ts';
import type { Demand } from './subjects.ts';

export const fulfils = (source: Source, demand: Demand, recorder: RecorderApp | undefined): boolean =>
  source.rules.some((rule) => {
    switch (demand.what) {
      case 'pull-request':
        return rule.type === 'pull-request' || rule.type === 'merge-queue';
      case 'approvals':
        return rule.type === 'pull-request' && rule.approvals >= demand.count;
      case 'force-push':
        return rule.type === 'non-fast-forward' || keepsInPlace(rule);
      case 'deletion':
        return rule.type === 'deletion';
      case 'check':
        return rule.type === 'checks' && rule.checks.some(({ name }) => name === demand.name);
      case 'pinned':
        return (
          rule.type === 'checks' &&
          recorder !== undefined &&
          rule.checks.some(({ name, app }) => name === demand.name && app === recorder.id)
        );
      case 'strict':
        return rule.type === 'checks' && rule.strict && rule.checks.length > 0;
      default:
        return keepsInPlace(rule);
    }
  });

/** In a fork, a ruleset may let everybody bring a branch to where the repository stands that it was forked from. */
const keepsInPlace = ({ type, raw }: Rule): boolean => type === 'update' && raw?.update_allows_fetch_and_merge !== true;

/** Merging past the rules is of no use to who wants to rewind or delete. */
const BY_PUSH: ReadonlySet<string> = new Set(['force-push', 'deletion', 'recorder-only', 'fixed']);

/** Who is spared, the recorder on its own branch apart; undefined: it cannot be seen. */
export const passers = (source: Source, demand: Demand, recorder: RecorderApp | undefined): readonly Bypass[] | undefined =>
  source.bypass?.filter(
    ({ who, mode }) =>
      !(mode === 'pull-request' && BY_PUSH.has(demand.what)) && !(demand.what === 'recorder-only' && isRecorder(who, recorder)),
  );

/** Lists of the classic protection may name an App by its slug alone. */
export const isRecorder = ({ kind, id, name }: Bypass['who'], recorder: RecorderApp | undefined): boolean =>
  kind === 'app' && recorder !== undefined && (id === undefined ? name === recorder.slug : id === recorder.id);
