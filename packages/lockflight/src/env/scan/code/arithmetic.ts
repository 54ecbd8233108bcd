/** What constants come to that are put together by an operator. */
import { concatenated, type Value } from './value.ts';

/** `24 * 60 * 60`, and texts side by side. */
export const binary = (operator: string, left: Value | undefined, right: Value | undefined): Value | undefined => {
  if (left?.is === 'literal' && right?.is === 'literal' && typeof left.value === 'number' && typeof right.value === 'number') {
    const value = computed(operator, left.value, right.value);
    return value === undefined || !Number.isFinite(value) ? undefined : { is: 'literal', value };
  }
  return operator === '+' ? concatenated([left, right]) : undefined;
};

const computed = (operator: string, left: number, right: number): number | undefined => {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '**':
      return left ** right;
    default:
      return undefined;
  }
};
