/**
 * A document against the contract, and against what code reads where that is known. Input: the contract, the draft that the document gives (wildcards
 * read with the contract's own names), and the names that are read; output: findings with both places, by line of the document. Pure.
 */
import { type Contract, type Environment, findEnvironment, type Group } from '../../../contract/model.ts';
import type { Draft, DraftCell, DraftEnvironment, DraftVariable } from '../draft/model.ts';
import { compareCell } from './compare-cell.ts';
import type { AgainstFinding } from './finding.ts';

export interface AgainstInput {
  readonly contract: Contract;
  readonly draft: Draft;
  readonly file: string;
  /** Names that code or configuration reads; undefined: not known. */
  readonly read: ReadonlySet<string> | undefined;
}

export const compareDocument = ({ contract, draft, file, read }: AgainstInput): readonly AgainstFinding[] => {
  const environments = new Map(draft.environments.flatMap((each) => matched(each, contract)));
  const declared = new Map(contract.variables.map((variable) => [variable.name, variable]));
  const documented = new Set(draft.variables.map(({ name }) => name));
  const findings: AgainstFinding[] = [
    ...unknownEnvironments(draft, contract, environments, file),
    ...draft.variables.flatMap((variable): readonly AgainstFinding[] => [
      ...(declared.has(variable.name) ? [] : [unknown(variable, file)]),
      ...(read === undefined || read.has(variable.name) ? [] : [unread(variable, contract, file)]),
    ]),
    ...draft.variables.flatMap((variable) => cellFindings(variable, draft, contract, environments, file)),
    ...contract.variables.flatMap(({ name, at }): readonly AgainstFinding[] =>
      documented.has(name)
        ? []
        : [
            {
              code: 'contract-variable-undocumented',
              document: { file, line: 1 },
              contract: at,
              variable: name,
              message: { en: `the document does not speak of ${name}`, fr: `le document ne parle pas de ${name}` },
            },
          ],
    ),
  ];
  return findings.toSorted((a, b) => a.document.line - b.document.line);
};

/** By name or alias; else the only environment of that kind on both sides. */
const matched = (drafted: DraftEnvironment, contract: Contract): readonly (readonly [string, Environment])[] => {
  const names = [drafted.name, ...[drafted.facts.aliases ?? []].flat()];
  const named = names
    .map((name) => findEnvironment(contract, name))
    .find((found) => found !== undefined && found.kind === drafted.facts.kind);
  const exact = findEnvironment(contract, drafted.name);
  const kin = contract.environments.filter(({ kind }) => kind === drafted.facts.kind);
  const found = exact ?? named ?? (kin.length === 1 ? kin[0] : undefined);
  return found === undefined ? [] : [[drafted.name, found]];
};

const unknownEnvironments = (
  draft: Draft,
  contract: Contract,
  known: ReadonlyMap<string, Environment>,
  file: string,
): readonly AgainstFinding[] => {
  const seen = new Set([...known.values()].map(({ name }) => name));
  return [
    ...draft.environments
      .filter(({ name }) => !known.has(name))
      .map(
        ({ name, reasons }): AgainstFinding => ({
          code: 'document-environment-unknown',
          document: reasons[0]?.at ?? { file, line: 1 },
          contract: undefined,
          environment: name,
          message: { en: `the contract has no environment ${name}`, fr: `le contrat n'a pas d'environnement ${name}` },
        }),
      ),
    ...contract.environments
      .filter(({ name }) => !seen.has(name))
      .map(
        ({ name, at }): AgainstFinding => ({
          code: 'document-environment-unknown',
          document: { file, line: 1 },
          contract: at,
          environment: name,
          message: { en: `the document has no column for ${name}`, fr: `le document n'a pas de colonne pour ${name}` },
          fix: {
            en: 'Give it a column in the document, or take it out of the contract.',
            fr: 'Donnez-lui une colonne dans le document, ou retirez-le du contrat.',
          },
        }),
      ),
  ];
};

const spotOf = (variable: DraftVariable, file: string) => variable.reasons[0]?.at ?? { file, line: 1 };

const unknown = (variable: DraftVariable, file: string): AgainstFinding => ({
  code: 'document-variable-unknown',
  document: spotOf(variable, file),
  contract: undefined,
  variable: variable.name,
  message: { en: `the contract does not declare ${variable.name}`, fr: `le contrat ne déclare pas ${variable.name}` },
});

const unread = (variable: DraftVariable, contract: Contract, file: string): AgainstFinding => ({
  code: 'document-variable-unread',
  document: spotOf(variable, file),
  contract: contract.variables.find(({ name }) => name === variable.name)?.at,
  variable: variable.name,
  message: { en: `nothing reads ${variable.name}`, fr: `rien ne lit ${variable.name}` },
});

const cellFindings = (
  variable: DraftVariable,
  draft: Draft,
  contract: Contract,
  environments: ReadonlyMap<string, Environment>,
  file: string,
): readonly AgainstFinding[] => {
  const rule = contract.variables.find(({ name }) => name === variable.name);
  if (rule === undefined) return [];
  return cellsOf(variable, draft, contract).flatMap((said) => {
    const environment = environments.get(said.environment);
    const cell = rule.cells.find((each) => each.environment === environment?.name);
    if (environment === undefined || cell === undefined) return [];
    const anyWillDo = looseIn(
      contract.groups.find(({ name }) => name === rule.group),
      environment.name,
    );
    const general = variable.facts['differs-from'];
    const facts =
      general === undefined || said.facts['differs-from'] !== undefined ? said.facts : { ...said.facts, 'differs-from': general };
    return compareCell(facts, rule, cell)
      .filter(({ code }) => !(anyWillDo && code === 'document-rule-unenforced' && facts.need === 'required'))
      .map(
        ({ code, message }): AgainstFinding => ({
          code,
          document: said.reasons[0]?.at ?? spotOf(variable, file),
          contract: cell.at,
          variable: variable.name,
          environment: environment.name,
          message: {
            en: `${variable.name} in ${environment.name}: ${message.en}`,
            fr: `${variable.name} en ${environment.name} : ${message.fr}`,
          },
        }),
      );
  });
};

/** Of a group where any member will do, no member is required for itself. */
const looseIn = (group: Group | undefined, environment: string): boolean =>
  (group?.rule === 'at-least-one' || group?.rule === 'exactly-one') &&
  group.cells.some((cell) => cell.environment === environment && cell.need === 'required');

/** Its own cells; for a member of a wildcard the group's, whose mode only binds the members that know modes. */
const cellsOf = (variable: DraftVariable, draft: Draft, contract: Contract): readonly DraftCell[] => {
  if (variable.cells.length > 0) return variable.cells;
  const group = draft.groups.find(({ facts }) => [facts.variables].flat().includes(variable.name));
  const rule = contract.variables.find(({ name }) => name === variable.name);
  return Object.entries(group?.facts.in ?? {}).map(([environment, cell]) => {
    const words = typeof cell === 'object' ? cell : { need: cell as 'required' };
    const mode = rule?.cells.find((each) => each.environment === environment)?.mode;
    return {
      environment,
      facts: {
        ...(words.need === undefined ? {} : { need: words.need }),
        ...(mode === undefined || words.mode === undefined ? {} : { mode: words.mode }),
      },
      reasons: group?.reasons ?? [],
    };
  });
};
