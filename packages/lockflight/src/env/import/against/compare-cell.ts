/**
 * One cell of a document against the contract's rule for the same variable in the same environment: what the document asks and nothing enforces, what
 * both say differently, what only the contract asks. Words and examples are no rules. Pure; no value of a secret is in any answer.
 */
import type { CellMapping } from '../../../contract/grammar/cell.ts';
import type { Cell, Variable } from '../../../contract/model.ts';
import type { Text } from '../../../contract/text.ts';
import { hostMatches } from '../../patterns.ts';
import type { AgainstCode } from './codes.ts';

export interface CellDifference {
  readonly code: AgainstCode;
  readonly message: Text;
}

const STRENGTH = { optional: 0, recommended: 1, required: 2, forbidden: 3 } as const;
type Need = keyof typeof STRENGTH;

export const compareCell = (said: CellMapping, variable: Variable, cell: Cell): readonly CellDifference[] => {
  const needs = compareNeed(said.need, cell);
  if (said.need === 'forbidden' || cell.need === 'forbidden') return needs;
  return [...needs, ...compareMode(said, cell), ...compareValue(said, variable, cell), ...compareShape(said, cell)];
};

const compareNeed = (said: Need | undefined, cell: Cell): readonly CellDifference[] => {
  if (said === undefined || said === cell.need)
    return cell.need === 'forbidden' && said === undefined ? [differs(`a value`, 'une valeur', '`forbidden`', '`forbidden`')] : [];
  if (said === 'forbidden' || cell.need === 'forbidden') return [differs(code(said), code(said), code(cell.need), code(cell.need))];
  // A default, or a value that must be, gives what the document asks for.
  if (STRENGTH[said] > STRENGTH[cell.need]) return cell.default === undefined ? [weaker(said, cell.need)] : [];
  return cell.default !== undefined ? [] : [stricter(said, cell.need)];
};

const compareMode = (said: CellMapping, cell: Cell): readonly CellDifference[] => {
  const mode = said.mode === 'sandbox' ? 'test' : said.mode;
  if (mode === cell.mode) return [];
  if (mode === undefined) return [undocumented(code(`mode: ${cell.mode ?? ''}`))];
  return cell.mode === undefined
    ? [unenforced(code(`mode: ${mode}`))]
    : [differs(code(`mode: ${mode}`), code(`mode: ${mode}`), code(`mode: ${cell.mode}`), code(`mode: ${cell.mode}`))];
};

const compareValue = (said: CellMapping, { secret }: Variable, cell: Cell): readonly CellDifference[] => {
  const stated = said.is ?? said.default;
  const held = cell.is ?? cell.default;
  const shown = (value: unknown): string => (secret ? '(...)' : `\`${String(value)}\``);
  if (stated === undefined)
    return cell.is === undefined || said.values !== undefined || said.need === 'optional' ? [] : [undocumented(shown(cell.is))];
  if (held !== undefined && String(held) !== String(stated)) return [differs(shown(stated), shown(stated), shown(held), shown(held))];
  const allowed = narrowed(String(stated), cell);
  if (held === undefined && allowed !== undefined) return [differs(shown(stated), shown(stated), code(allowed), code(allowed))];
  const fitting =
    held !== undefined || cell.values?.some((value) => String(value) === String(stated)) === true || hostFits(String(stated), cell);
  return fitting || said.is === undefined ? [] : [unenforced(shown(stated))];
};

/** What the contract allows instead, where it names hosts or values and the document's is none of them. */
const narrowed = (stated: string, cell: Cell): string | undefined => {
  if (cell.values !== undefined && !cell.values.some((value) => String(value) === stated)) return `values: ${cell.values.join(', ')}`;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(stated);
  return address && cell.host !== undefined && !hostFits(stated, cell) ? `host: ${cell.host.join(', ')}` : undefined;
};

/** A whole address in the document is covered by a rule about its host. */
const hostFits = (stated: string, cell: Cell): boolean => {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/\s@]*@)?([A-Za-z0-9.-]+)/i.exec(stated)?.[1] ?? stated;
  return cell.host?.some((pattern) => hostMatches(pattern.toLowerCase(), host.toLowerCase())) === true;
};

const compareShape = (said: CellMapping, cell: Cell): readonly CellDifference[] => {
  const schemes = [said.scheme ?? []].flat();
  const hosts = [said.host ?? []].flat();
  const given = String(cell.is ?? cell.default ?? '');
  const schemeOf = /^([a-z][a-z0-9+.-]*):/i.exec(given)?.[1]?.toLowerCase();
  const held = cell.scheme ?? (schemeOf === undefined ? undefined : [schemeOf]);
  const scheme =
    schemes.length === 0
      ? []
      : held === undefined
        ? [unenforced(code(`scheme: ${schemes.join(', ')}`))]
        : held.some((each) => schemes.includes(each))
          ? []
          : [
              differs(
                code(`scheme: ${schemes.join(', ')}`),
                code(`scheme: ${schemes.join(', ')}`),
                code(held.join(', ')),
                code(held.join(', ')),
              ),
            ];
  const unheld = hosts.filter(
    (host) => !(cell.host?.some((pattern) => hostMatches(pattern.toLowerCase(), host)) === true) && !given.includes(host),
  );
  const host =
    unheld.length === 0
      ? []
      : cell.host === undefined
        ? [unenforced(code(`host: ${unheld.join(', ')}`))]
        : [
            differs(
              code(`host: ${unheld.join(', ')}`),
              code(`host: ${unheld.join(', ')}`),
              code(cell.host.join(', ')),
              code(cell.host.join(', ')),
            ),
          ];
  const from = [said['differs-from'] ?? []].flat().filter((name) => !cell.differsFrom.includes(name));
  return [...scheme, ...host, ...from.map((name) => unenforced(code(`differs-from: ${name}`)))];
};

/** A word of the contract, as it is written there. */
const code = (words: string): string => `\`${words}\``;

const weaker = (said: string, held: string): CellDifference => ({
  code: 'document-rule-unenforced',
  message: {
    en: `the document says ${code(said)}, the contract only ${code(held)}`,
    fr: `le document dit ${code(said)}, le contrat seulement ${code(held)}`,
  },
});

const stricter = (said: string, held: string): CellDifference => ({
  code: 'contract-rule-undocumented',
  message: {
    en: `the contract says ${code(held)}, the document only ${code(said)}`,
    fr: `le contrat dit ${code(held)}, le document seulement ${code(said)}`,
  },
});

const unenforced = (rule: string): CellDifference => ({
  code: 'document-rule-unenforced',
  message: { en: `the document says ${rule}, and nothing enforces it`, fr: `le document dit ${rule}, et rien ne l'applique` },
});

const undocumented = (rule: string): CellDifference => ({
  code: 'contract-rule-undocumented',
  message: {
    en: `the contract asks for ${rule}, and the document does not say so`,
    fr: `le contrat demande ${rule}, et le document ne le dit pas`,
  },
});

const differs = (en: string, fr: string, heldEn: string, heldFr: string): CellDifference => ({
  code: 'document-rule-differs',
  message: { en: `the document says ${en}, the contract ${heldEn}`, fr: `le document dit ${fr}, le contrat ${heldFr}` },
});
