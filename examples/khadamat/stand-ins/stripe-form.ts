/** Stripe's request bodies: form-encoded, with brackets for what is nested. Pure. */
export type FormValue = string | { readonly [name: string]: FormValue };

/** `a[b][0]=c` is `{a: {b: {0: 'c'}}}`. */
export const readForm = (text: string): Readonly<Record<string, FormValue>> => {
  const root: Record<string, FormValue> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const keys = name.split('[').map((key) => key.replace(/\]$/, ''));
    const last = keys.pop() ?? '';
    let at: Record<string, FormValue> = root;
    for (const key of keys) {
      const next = at[key];
      at = at[key] = typeof next === 'object' ? (next as Record<string, FormValue>) : (Object.create(null) as Record<string, FormValue>);
    }
    at[last] = value;
  }
  return root;
};

/** The value at a path, when it is text. */
export const textAt = (form: FormValue | undefined, ...path: readonly string[]): string | undefined => {
  const value = path.reduce<FormValue | undefined>((at, key) => (typeof at === 'object' ? at[key] : undefined), form);
  return typeof value === 'string' ? value : undefined;
};

/** The values at a path, when they are a list or a record of text. */
export const recordAt = (form: FormValue | undefined, ...path: readonly string[]): Readonly<Record<string, string>> => {
  const value = path.reduce<FormValue | undefined>((at, key) => (typeof at === 'object' ? at[key] : undefined), form);
  return typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).filter((e): e is [string, string] => typeof e[1] === 'string'))
    : {};
};
