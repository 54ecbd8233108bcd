/** A probe as the command would run it, on parts that a test gives. */
import { lookup } from 'node:dns/promises';
import type { ServiceKind, VariableType } from '../src/contract/model.ts';
import { type Check, Stop } from '../src/probe/check.ts';
import { PROBES, type ProbeInput } from '../src/probe/probe.ts';
import { AUTHORITY } from './certificate.fixture.ts';

export interface Asked extends Partial<Omit<ProbeInput, 'parts' | 'say'>> {
  readonly types?: Readonly<Record<string, VariableType>>;
}

/** `parts`: part to value, or to values; the variable is called after the part, in capitals. */
export const probe = async (
  kind: ServiceKind,
  parts: Readonly<Record<string, string | readonly string[]>>,
  { types = {}, ...asked }: Asked = {},
): Promise<readonly Check[]> => {
  const checks: Check[] = [];
  const held = Object.entries(parts).flatMap(([part, values]) =>
    [values].flat().map((value, i) => {
      const variable = `${part.toUpperCase()}${i === 0 ? '' : i}`;
      return { part, variable, value, type: types[variable] ?? ('string' as const) };
    }),
  );
  const run = await PROBES[kind]();
  await run({
    service: 'it',
    environment: 'staging',
    mode: undefined,
    facts: [],
    named: held.map(({ part, variable }) => ({ part, variable })),
    folders: [process.cwd()],
    now: () => new Date(),
    signal: AbortSignal.timeout(60_000),
    lookup: (host) => lookup(host, { all: true }),
    ca: AUTHORITY,
    ...asked,
    parts: held,
    say: (...said) => checks.push(...said),
  }).catch((error: unknown) => {
    if (!(error instanceof Stop)) throw error;
    checks.push(error.check);
  });
  return checks;
};

/** `login passed`, `encrypted service-not-encrypted`: what a test compares. */
export const said = (checks: readonly Check[]): readonly string[] => checks.map((c) => `${c.check} ${c.code ?? c.outcome}`);
