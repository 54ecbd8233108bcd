/**
 * Conditions and differences between variables, put into the cells once all variables are known. What names a variable that is not in the draft,
 * stands alone without being a boolean, or closes a circle, is no rule but an item of the list. Pure.
 */
import type { ConditionInput } from '../../../contract/grammar/condition.ts';
import type { Scalar } from '../../../contract/model.ts';
import { readNotes } from '../cells/notes.ts';
import type { CellReading } from '../cells/reading.ts';
import type { ReadRow } from './gather.ts';
import type { DraftVariable, Undecided } from './model.ts';

export interface Related {
  readonly variables: readonly DraftVariable[];
  readonly undecided: readonly Undecided[];
}

export const relate = (variables: readonly DraftVariable[], rows: readonly ReadRow[], file: string): Related => {
  const known = new Map(variables.map((variable) => [variable.name, variable]));
  const edges = new Map<string, Set<string>>();
  const undecided: Undecided[] = [];
  const rowsOf = byName(rows);
  const related = variables.map((variable): DraftVariable => {
    const own = rowsOf.get(variable.name) ?? [];
    const whole = own.flatMap((row) => {
      const when = readNotes(['notes', 'about', 'required'].map((fact) => row.facts.get(fact as 'notes')?.text ?? '').join('\n')).when;
      return when === undefined ? [] : [{ when, line: row.line }];
    })[0];
    const condition = (when: NonNullable<CellReading['when']>, line: number): ConditionInput | undefined => {
      const found = conditionOf(when, known);
      const circle = found !== undefined && leadsTo(when.variable, variable.name, edges);
      if (found === undefined || circle || when.variable === variable.name) {
        if (when.variable !== variable.name) undecided.push(unclear(variable.name, when.variable, { file, line }));
        return undefined;
      }
      edges.set(variable.name, (edges.get(variable.name) ?? new Set()).add(when.variable));
      return found;
    };
    const wholeWhen = whole === undefined ? undefined : condition(whole.when, whole.line);
    const cells = variable.cells.map((cell) => {
      const said = own.flatMap((row) => row.said.filter(({ environment }) => environment === cell.environment))[0];
      const when = said?.reading.when === undefined || wholeWhen !== undefined ? undefined : condition(said.reading.when, said.line);
      const other = said?.reading.differsFrom?.[0];
      const differs = other !== undefined && other !== variable.name && known.has(other) ? other : undefined;
      if (cell.facts.need === 'forbidden') return cell;
      // Half a rule would be a false one: what hangs on something that cannot be written is not asked for.
      const loose = said?.reading.when !== undefined && wholeWhen === undefined && when === undefined ? { need: 'optional' as const } : {};
      return {
        ...cell,
        facts: {
          ...cell.facts,
          ...loose,
          ...(when === undefined ? {} : { when }),
          ...(differs === undefined ? {} : { 'differs-from': differs }),
        },
      };
    });
    const { 'differs-from': from, ...facts } = variable.facts;
    const differs = typeof from === 'string' && from !== variable.name && known.has(from) ? { 'differs-from': from } : {};
    return {
      ...variable,
      facts: { ...facts, ...differs, ...(wholeWhen === undefined ? {} : { when: wholeWhen }) } as DraftVariable['facts'],
      cells,
    };
  });
  return { variables: related, undecided };
};

const byName = (rows: readonly ReadRow[]): ReadonlyMap<string, readonly ReadRow[]> => {
  const found = new Map<string, ReadRow[]>();
  for (const row of rows) for (const name of row.names.names) found.set(name, [...(found.get(name) ?? []), row]);
  return found;
};

const conditionOf = (when: NonNullable<CellReading['when']>, known: ReadonlyMap<string, DraftVariable>): ConditionInput | undefined => {
  const asked = known.get(when.variable);
  if (asked === undefined) return undefined;
  const { type } = asked.facts;
  const turn = (condition: ConditionInput): ConditionInput => (when.not === true ? { not: condition } : condition);
  if (when.value === undefined) return type === 'boolean' ? turn(when.variable) : undefined;
  if (type === 'boolean')
    return /^(?:true|1|yes|on)$/i.test(String(when.value))
      ? turn(when.variable)
      : /^(?:false|0|no|off)$/i.test(String(when.value))
        ? { not: when.variable }
        : undefined;
  if (type === 'enum' && !(asked.facts.values === undefined ? [] : [asked.facts.values].flat()).map(String).includes(String(when.value)))
    return undefined;
  return turn({ [when.variable]: when.value as Scalar });
};

const leadsTo = (from: string, to: string, edges: ReadonlyMap<string, ReadonlySet<string>>): boolean => {
  const seen = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(edges.get(at) ?? []));
  }
  return false;
};

const unclear = (name: string, asked: string, at: Undecided['at']): Undecided => ({
  code: 'import-undecided',
  at,
  variable: name,
  message: {
    en: `the condition of ${name} on ${asked} cannot be written: say with which value, and that ${asked} is declared`,
    fr: `la condition de ${name} sur ${asked} ne peut pas s'écrire : dites avec quelle valeur, et déclarez ${asked}`,
  },
});
