/** The same record without the keys that hold nothing: an optional key is absent, never undefined. */
export function defined<T extends object>(record: { readonly [K in keyof T]: T[K] | undefined }): T {
  const held: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) if (value !== undefined) held[key] = value;
  return held as T;
}

/** One value or a list, as a list. */
export function listOf<T extends string | number | boolean | object>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
