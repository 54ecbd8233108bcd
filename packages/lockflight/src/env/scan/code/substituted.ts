/** A value as one call of its function makes it. */
import { paramsIn } from './params-in.ts';
import { cased, concatenated, elementOf, type FunctionId, keptOf, memberOf, oneOf, type Prop, partOf, type Value } from './value.ts';

/** A value with what a call hands over in the place of its parameters. */
export const substituted = (
  value: Value | undefined,
  fn: FunctionId,
  args: readonly (Value | undefined)[],
  budget = { left: 2_000 },
  depth = 0,
): Value | undefined => {
  if (value === undefined || !paramsIn(value).has(fn)) return value;
  if (depth > 12 || budget.left-- <= 0) return undefined;
  const again = (each: Value | undefined) => substituted(each, fn, args, budget, depth + 1);
  switch (value.is) {
    case 'param':
      return handedOver(value, args);
    case 'text':
      return concatenated(value.parts.map(again));
    case 'cased':
      return cased(again(value.of), value.upper);
    case 'kept':
      return keptOf(again(value.of), value.test);
    case 'any':
      return oneOf([...value.of.map(again), ...(value.partial ? [undefined] : [])]);
    case 'member': {
      const of = again(value.of);
      return of === undefined ? undefined : memberOf(of, value.key);
    }
    case 'call': {
      const of = again(value.of);
      return of === undefined ? undefined : { ...value, of, args: value.args.map(again) };
    }
    case 'part':
      return partOf(again(value.of), value.how);
    case 'list':
      return { is: 'list', items: value.items.map(again) };
    case 'object': {
      const props = value.props.map(([key, each, spot]): Prop => [key, again(each) ?? { is: 'opaque' }, spot]);
      return { ...value, props, spread: value.spread.flatMap((each) => again(each) ?? []) };
    }
    default:
      return value;
  }
};

type Param = Extract<Value, { is: 'param' }>;

const handedOver = ({ index, fallback, rest, element }: Param, args: readonly (Value | undefined)[]): Value | undefined => {
  const whole: Value | undefined = rest === true ? { is: 'list', items: args.slice(index) } : (args[index] ?? fallback);
  return element === true ? elementOf(whole) : whole;
};
