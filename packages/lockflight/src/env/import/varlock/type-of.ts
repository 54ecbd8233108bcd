/** varlock's `@type` in the words of the contract. What the contract cannot say (transforms, element types) is answered as not carried over. Pure. */
import type { VariableMapping } from '../../../contract/grammar/variable.ts';

export interface CarriedType {
  readonly facts: Pick<VariableMapping, 'type'> &
    Partial<Pick<VariableMapping, 'values' | 'min' | 'max' | 'length' | 'matches' | 'scheme' | 'host'>>;
  /** Options that have no place in the contract. */
  readonly left: readonly string[];
}

const SAME: ReadonlyMap<string, VariableMapping['type']> = new Map([
  ['string', 'string'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['url', 'url'],
  ['domain', 'host'],
  ['email', 'email'],
  ['port', 'port'],
  ['ip', 'ip'],
  ['semver', 'semver'],
  ['uuid', 'uuid'],
  ['duration', 'duration'],
  ['array', 'list'],
  ['record', 'json'],
  ['simple-object', 'json'],
  ['enum', 'enum'],
]);

export const carriedType = (written: string): CarriedType | undefined => {
  const call = /^([A-Za-z][A-Za-z0-9-]*)(?:\(([\s\S]*)\))?$/.exec(written.trim());
  const name = call?.[1] ?? '';
  const options = argumentsOf(call?.[2] ?? '');
  if (name === 'isoDate') return { facts: { type: 'string', matches: '^[0-9]{4}-[0-9]{2}-[0-9]{2}' }, left: [] };
  if (name === 'md5') return { facts: { type: 'hex', length: 32 }, left: [] };
  const type = SAME.get(name);
  if (type === undefined) return undefined;
  if (type === 'enum') {
    const values = options.filter(([key]) => key === undefined).map(([, value]) => value);
    return values.length === 0 || values.some((value) => value.startsWith('$')) ? undefined : { facts: { type, values }, left: [] };
  }
  const named = new Map(options.flatMap(([key, value]) => (key === undefined ? [] : [[key, value] as const])));
  const number = (key: string): number | undefined =>
    /^-?[0-9]+(?:\.[0-9]+)?$/.test(named.get(key) ?? '') ? Number(named.get(key)) : undefined;
  const whole = named.get('isInt') === 'true' || named.get('precision') === '0';
  const length = {
    ...(number('minLength') === undefined ? {} : { min: number('minLength') }),
    ...(number('maxLength') === undefined ? {} : { max: number('maxLength') }),
  };
  const starts = named.get('startsWith');
  const protocols = list(named.get('allowedProtocols'));
  const domains = list(named.get('allowedDomains'));
  const carried = new Set([
    ...(type === 'number' || type === 'port' ? ['min', 'max', 'isInt', 'precision'] : []),
    ...(type === 'string' ? ['minLength', 'maxLength', 'isLength', 'startsWith', 'allowEmpty'] : []),
    ...(type === 'url' ? ['allowedProtocols', 'allowedDomains'] : []),
  ]);
  const bounds = type === 'number' || type === 'port';
  return {
    facts: {
      type: type === 'number' && whole ? 'integer' : type,
      ...(bounds && number('min') !== undefined ? { min: number('min') } : {}),
      ...(bounds && number('max') !== undefined ? { max: number('max') } : {}),
      ...(type === 'string' && number('isLength') !== undefined
        ? { length: number('isLength') }
        : type === 'string' && Object.keys(length).length > 0
          ? { length }
          : {}),
      ...(type === 'string' && starts !== undefined ? { matches: `^${starts.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}` } : {}),
      ...(type === 'url' && protocols.length > 0 ? { scheme: protocols.map((each) => each.replace(/:$/, '').toLowerCase()) } : {}),
      ...(type === 'url' && domains.length > 0 ? { host: domains.map((each) => each.replace(/:[0-9]+$/, '')) } : {}),
    } as CarriedType['facts'],
    left: [...named.keys()].filter((key) => !carried.has(key)),
  };
};

const list = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : argumentsOf(text.replace(/^\[|\]$/g, '')).map(([, value]) => value);

/** `a, "b", c=d`: cut at commas outside of quotes and brackets. */
export const argumentsOf = (text: string): readonly (readonly [key: string | undefined, value: string])[] => {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let part = '';
  for (const character of text) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (/["'`]/.test(character)) quote = character;
    else if (/[([{]/.test(character)) depth++;
    else if (/[)\]}]/.test(character)) depth--;
    if (character === ',' && depth === 0 && quote === '') {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part].flatMap((each) => {
    const trimmed = each.trim();
    if (trimmed === '') return [];
    const [, key, value] = /^([A-Za-z][A-Za-z0-9_]*)=([\s\S]*)$/.exec(trimmed) ?? [];
    return [[key, (value ?? trimmed).trim().replace(/^(["'`])([\s\S]*)\1$/, '$2')] as const];
  });
};
