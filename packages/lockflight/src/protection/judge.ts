/**
 * One subject, demand by demand: is it enforced, for everybody? Pure. It is when some source that is in force asks for it and spares nobody; two that spare different
 * people are not put together, since one person may be among both.
 */
import type { RecorderApp } from './facts.ts';
import { fulfils, passers } from './fulfils.ts';
import type { Source, Sources } from './source.ts';
import type { Demand, Subject } from './subjects.ts';

export type Standing =
  | { readonly state: 'enforced'; readonly by: readonly Source[] }
  /** Asked for, but not of these people. */
  | { readonly state: 'bypassed'; readonly by: readonly Source[] }
  /** Asked for; of whom cannot be seen. */
  | { readonly state: 'bypass-unknown'; readonly by: readonly Source[] }
  /** There, and not in force: each source says why. */
  | { readonly state: 'idle'; readonly by: readonly Source[] }
  | { readonly state: 'missing'; readonly by: readonly [] }
  /** Not among what could be read. */
  | { readonly state: 'unread'; readonly by: readonly []; readonly code: string }
  /** Follows from a demand that is itself not met. */
  | { readonly state: 'moot'; readonly by: readonly [] };

export interface Judged {
  readonly demand: Demand;
  readonly standing: Standing;
}

/** What makes no sense without the other. */
const RESTS_ON = { approvals: 'pull-request', pinned: 'check', strict: 'check' } as const;

export const judgeSubject = (subject: Subject, sources: Sources, recorder: RecorderApp | undefined): readonly Judged[] =>
  subject.demands.map((demand) => {
    const ground = demand.what in RESTS_ON ? RESTS_ON[demand.what as keyof typeof RESTS_ON] : undefined;
    const under = ground === undefined ? undefined : subject.demands.find(({ what }) => what === ground);
    const grounded = under === undefined || isAsked(sources, under, recorder);
    return { demand, standing: grounded ? judgeDemand(demand, sources, recorder) : { state: 'moot', by: [] } };
  });

const inForce = ({ all }: Sources, demand: Demand, recorder: RecorderApp | undefined): readonly Source[] =>
  all.filter((source) => source.state === 'active' && fulfils(source, demand, recorder));

const isAsked = (sources: Sources, demand: Demand, recorder: RecorderApp | undefined): boolean =>
  inForce(sources, demand, recorder).length > 0;

const judgeDemand = (demand: Demand, sources: Sources, recorder: RecorderApp | undefined): Standing => {
  const asking = inForce(sources, demand, recorder);
  const tight = asking.filter((source) => passers(source, demand, recorder)?.length === 0);
  if (tight.length > 0) return { state: 'enforced', by: tight };
  const hidden = asking.filter(({ bypass }) => bypass === undefined);
  if (hidden.length > 0) return { state: 'bypass-unknown', by: hidden };
  if (sources.unread !== undefined) return { state: 'unread', by: [], code: sources.unread.code };
  if (asking.length > 0) return { state: 'bypassed', by: asking };
  const idle = sources.all.filter(({ state, rules }) => rules.length > 0 && state !== 'active' && state !== 'elsewhere');
  const would = idle.filter((source) => fulfils(source, demand, recorder));
  return would.length > 0 ? { state: 'idle', by: would } : { state: 'missing', by: [] };
};
