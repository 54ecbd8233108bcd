/** Regular expressions of the straight line by name: a literal in a function would be made anew at each call. */
export interface Constants {
  /** The name under which this literal is declared, the same for the same literal. */
  readonly nameOf: (literal: string) => string;
  /** The declarations of all that this text mentions. */
  readonly neededBy: (text: string) => string;
}

export const newConstants = (): Constants => {
  const names = new Map<string, string>();
  return {
    nameOf: (literal) => {
      const name = names.get(literal) ?? `R${names.size}`;
      names.set(literal, name);
      return name;
    },
    neededBy: (text) => {
      const mentioned = new Set(text.match(/\bR\d+\b/g) ?? []);
      return [...names].flatMap(([literal, name]) => (mentioned.has(name) ? [`const ${name} = ${literal};`] : [])).join('\n');
    },
  };
};
