/**
 * The grammar as plain tables, and a reader of them: true only for data that the grammar takes as it is. The schema stays the one definition, `forms-of.ts` makes the
 * tables from it and a test holds them to it; but a sound contract, which most are, need not load the schema's library and build two hundred objects of it.
 *
 * It may refuse what the schema takes, never the other way round: what is refused here goes to the schema, which decides, and says what is wrong.
 */

/** One kind of value. Numbers stand for other forms: their places in the table. */
export type Form =
  | { readonly is: 'text'; readonly min: number; readonly max: number; readonly pattern?: RegExp }
  | { readonly is: 'number'; readonly min: number; readonly max: number; readonly whole: boolean }
  | { readonly is: 'boolean' }
  | { readonly is: 'word'; readonly words: readonly (string | number)[] }
  | { readonly is: 'either'; readonly forms: readonly number[] }
  | { readonly is: 'list'; readonly of: number; readonly min: number; readonly max: number }
  | { readonly is: 'names'; readonly key: number; readonly of: number; readonly max: number }
  | {
      readonly is: 'mapping';
      readonly members: Readonly<Record<string, number>>;
      readonly needed: readonly string[];
      /** The form of members with any other name; without it there may be none. */
      readonly others?: number;
      readonly min: number;
      readonly max: number;
    };

/** Whether a value, as `toPlain` makes them (no holes, no cycles, nothing undefined), has the form at `at`. */
export const hasForm = (forms: readonly Form[], at: number, value: unknown): boolean => {
  const form = forms[at];
  switch (form?.is) {
    case 'text':
      return typeof value === 'string' && within(form, value.length) && form.pattern?.test(value) !== false;
    case 'number':
      return typeof value === 'number' && within(form, value) && (form.whole ? Number.isSafeInteger(value) : Number.isFinite(value));
    case 'boolean':
      return typeof value === 'boolean';
    case 'word':
      return form.words.includes(value as string);
    case 'either':
      return form.forms.some((each) => hasForm(forms, each, value));
    case 'list':
      return Array.isArray(value) && within(form, value.length) && value.every((each) => hasForm(forms, form.of, each));
    case 'names':
      return isMapping(value) && areNames(forms, form, Object.entries(value));
    case 'mapping':
      return isMapping(value) && areMembers(forms, form, Object.entries(value));
    default:
      return false;
  }
};

type Named<K extends Form['is']> = Extract<Form, { readonly is: K }>;
type Entries = readonly (readonly [string, unknown])[];

/** A name that every object of the language has is left to the schema. */
const areNames = (forms: readonly Form[], { key, of, max }: Named<'names'>, entries: Entries): boolean =>
  entries.length <= max &&
  entries.every(([name, value]) => !(name in Object.prototype) && hasForm(forms, key, name) && hasForm(forms, of, value));

const areMembers = (forms: readonly Form[], form: Named<'mapping'>, entries: Entries): boolean => {
  if (!within(form, entries.length)) return false;
  let needed = form.needed.length;
  for (const [name, value] of entries) {
    const member = Object.hasOwn(form.members, name) ? form.members[name] : name in Object.prototype ? undefined : form.others;
    if (member === undefined || !hasForm(forms, member, value)) return false;
    if (form.needed.includes(name)) needed -= 1;
  }
  return needed === 0;
};

const within = ({ min, max }: { readonly min: number; readonly max: number }, size: number): boolean => size >= min && size <= max;

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
