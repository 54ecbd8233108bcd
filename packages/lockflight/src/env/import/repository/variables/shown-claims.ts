/** What the values of the samples of different environments say when they are held against each other: hosts, and switches. Pure. */
import type { Scalar } from '../../../../contract/model.ts';
import { blocksAt, scalarOf } from '../../draft/cell-facts.ts';
import type { DraftEnvironment, Spot } from '../../draft/model.ts';
import { isPlaceholder } from '../../infer/secret.ts';
import { fits } from '../../infer/type.ts';
import { entryIn, spotOf, type VariableEvidence } from './evidence.ts';
import type { OwnFacts } from './facts-of.ts';

interface Claim<T> {
  readonly at: Spot;
  readonly value: T;
}

const HOST = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/\s@]*@)?([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)+)(?::[0-9]+)?(?:[/?#]|$)/i;
const NOBODYS =
  /(?:^|\.)(?:example\.(?:com|org|net)|localhost|local|test|invalid|your-?domain\.[a-z]+|domain\.(?:com|tld)|internal\.example|\d+\.\d+\.\d+\.\d+)$/i;

/** Hosts that the samples of different environments show, where each shows another: what makes a value foreign elsewhere. */
export const hostClaims = (
  evidence: VariableEvidence,
  own: OwnFacts,
): ReadonlyMap<string, { readonly at: Spot; readonly host: string }> => {
  const found = new Map<string, { readonly at: Spot; readonly host: string }>();
  if (own.facts.type !== 'url') return found;
  for (const entry of evidence.entries) {
    const host = HOST.exec(entry.value)?.[1]?.toLowerCase();
    if (
      host === undefined ||
      entry.environment === undefined ||
      found.has(entry.environment) ||
      NOBODYS.test(host) ||
      isPlaceholder(host) ||
      /\d{1,3}(?:\.\d{1,3}){3}/.test(host)
    )
      continue;
    found.set(entry.environment, { at: spotOf(entry), host });
  }
  const hosts = [...found.values()].map(({ host }) => host);
  return found.size > 1 && new Set(hosts).size === hosts.length ? found : new Map();
};

/** Switches that every environment's sample sets, and not all in the same way. */
export const ownFlags = (
  evidence: VariableEvidence,
  own: OwnFacts,
  scene: { readonly environments: readonly DraftEnvironment[] },
): ReadonlyMap<string, Claim<Scalar>> => {
  const found = new Map<string, Claim<Scalar>>();
  if (own.facts.type !== 'boolean') return found;
  for (const { name } of scene.environments) {
    const entry = entryIn(evidence, name);
    if (entry === undefined || entry.whole || entry.off || !fits('boolean', entry.value)) continue;
    found.set(name, { at: spotOf(entry), value: scalarOf('boolean', entry.value) });
  }
  const distinct = new Set([...found.values()].map(({ value }) => value)).size > 1;
  const blocking = new Map(
    [...found].filter(([name]) => blocksAt(scene.environments.find((each) => each.name === name)?.facts.kind ?? 'development')),
  );
  return distinct ? blocking : new Map();
};
