/** Reads against contracts: what is read and not declared, declared and not read, and read where its contract denies it. */
import type { Contract, Variable } from '../../contract/model.ts';
import type { ScanCode } from './codes.ts';
import { isPlatformName, META_NAMES } from './platform.ts';
import type { Read, Via } from './read.ts';

export interface ReadPlace {
  readonly file: string;
  readonly line: number;
  readonly via: Via;
}

export interface ScanFinding {
  readonly code: ScanCode;
  readonly name: string;
  /** Where it is read; for `unused-variable`, where it is declared. */
  readonly places: readonly ReadPlace[];
  /** The contract's file. */
  readonly contract: string;
  /** The line of its rule, where it has one. */
  readonly rule?: number;
}

export interface GovernedContract {
  /** Its file, from the root of the scan. */
  readonly file: string;
  readonly contract: Contract;
}

/** `reads` are those of the files that this contract governs. */
export const compare = ({ file, contract }: GovernedContract, reads: readonly Read[]): readonly ScanFinding[] => {
  const declared = new Map(contract.variables.map((variable) => [variable.name, variable]));
  const byName = Map.groupBy(reads, ({ name }) => name);
  const undeclared = [...byName].flatMap(([name, all]): ScanFinding[] => {
    const own = all.filter((read) => !isGiven(read));
    return declared.has(name) || contract.select.includes(name) || own.length === 0
      ? []
      : [{ code: 'undeclared-read', name, places: own.map(placeOf), contract: file }];
  });
  const unused = contract.variables.filter(({ name }) => !byName.has(name) && !contract.select.includes(name));
  const denied = contract.variables.flatMap((variable) => deniedReads(variable, byName.get(variable.name) ?? [], file));
  return [
    ...undeclared.sort(byNameOf),
    ...denied,
    ...unused
      .map(({ name, at }): ScanFinding => ({ code: 'unused-variable', name, places: [], contract: file, rule: at.line }))
      .sort(byNameOf),
  ];
};

const byNameOf = (a: ScanFinding, b: ScanFinding): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

const placeOf = ({ file, line, via }: Read): ReadPlace => ({ file, line, via });

/** Does the platform, or the bundler itself, set it? What a workflow takes from the forge's secrets and variables (`by`) somebody of the project stored, whatever its name. */
export const isGiven = ({ name, via, by }: Pick<Read, 'name' | 'via' | 'by'>): boolean =>
  (isPlatformName(name) && !(via === 'workflow' && (by === 'secrets' || by === 'vars') && !/^(?:GITHUB|LOCKFLIGHT)_/.test(name))) ||
  (via === 'import.meta.env' && META_NAMES.includes(name));

const deniedReads = ({ name, secret, phases, at }: Variable, reads: readonly Read[], contract: string): readonly ScanFinding[] => {
  if (!secret) return [];
  const finding = (code: ScanCode, places: readonly Read[]): readonly ScanFinding[] =>
    places.length === 0 ? [] : [{ code, name, places: places.map(placeOf), contract, rule: at.line }];
  const running = reads.filter(({ test }) => !test);
  return [
    ...finding(
      'secret-in-client-code',
      running.filter(({ side }) => side === 'client'),
    ),
    ...(phases.includes('build')
      ? []
      : finding(
          'boot-secret-at-build',
          running.filter(({ phase }) => phase === 'build'),
        )),
  ];
};
