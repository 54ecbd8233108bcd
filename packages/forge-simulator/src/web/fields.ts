/** Reads fields of a JSON body; what is missing or of the wrong kind is GitHub's 422. */
import { invalid, Refusal } from './answer.ts';
import type { Call } from './router.ts';

type Body = Call['body'];

export const textField = (body: Body, resource: string, field: string): string => {
  const value = body[field];
  if (value === undefined || value === null || value === '') throw invalid(resource, { code: 'missing_field', field });
  if (typeof value !== 'string') throw invalid(resource, { code: 'invalid', field });
  return value;
};

export const optionalText = (body: Body, field: string): string | undefined => {
  const value = body[field];
  return typeof value === 'string' ? value : undefined;
};

export const flag = (body: Body, field: string, byDefault: boolean): boolean => {
  const value = body[field];
  return typeof value === 'boolean' ? value : byDefault;
};

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectField = (body: Body, field: string): Readonly<Record<string, unknown>> => {
  const value = body[field];
  return isObject(value) ? value : {};
};

export const listField = (body: Body, field: string): readonly unknown[] => {
  const value = body[field];
  return Array.isArray(value) ? value : [];
};

export const textList = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

export const oneOf = <T extends string>(value: unknown, allowed: readonly T[], resource: string, field: string): T => {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw invalid(resource, { code: 'invalid', field });
  return found;
};

/** An integer of the path (`{number}`), else 404. */
export const numberParam = (call: Call, name: string): number => {
  const value = call.params[name] ?? '';
  if (!/^\d{1,15}$/.test(value)) throw new Refusal(404, 'Not Found');
  return Number(value);
};
