/**
 * The part of GraphQL that queries are made of: one operation with variables, fields with arguments and aliases, inline fragments. An answer holds what was
 * selected and nothing else, and a field that is not there is an error in GitHub's words: a query that GitHub would refuse is refused here. Source: GraphQL specification, "Language".
 */

export interface Field {
  readonly kind: 'field';
  readonly alias: string;
  readonly name: string;
  readonly args: ReadonlyMap<string, Value>;
  readonly selection: readonly Selected[];
}
export interface Fragment {
  readonly kind: 'fragment';
  readonly on: string;
  readonly selection: readonly Selected[];
}
export type Selected = Field | Fragment;
export type Value = { readonly variable: string } | { readonly literal: unknown };

/** What a field gives: a plain value, an object, a list of them, or a function of its arguments that gives one. Its type stands under `__typename`. */
export type Node = Readonly<Record<string, unknown>> & { readonly __typename: string };
export type Resolver = (args: Readonly<Record<string, unknown>>) => unknown;

export interface Problem {
  readonly message: string;
  readonly type?: string;
  readonly path?: readonly string[];
}

/** Thrown by a resolver: the field is null, and the answer tells why. */
export class FieldRefusal extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const TOKEN = /\s*(?:,|#[^\n]*|\uFEFF)*\s*(\.\.\.|[{}()[\]:!=$@|]|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_]\w*)/y;

class Reader {
  readonly #tokens: string[] = [];
  #at = 0;

  constructor(text: string) {
    const pattern = new RegExp(TOKEN);
    const end = text.replace(/[\s,]+$/, '').length;
    while (pattern.lastIndex < end) {
      const from = pattern.lastIndex;
      const token = pattern.exec(text)?.[1];
      if (token === undefined) throw new SyntaxError(`Parse error on ${JSON.stringify(text.slice(from, from + 10))}`);
      this.#tokens.push(token);
    }
  }

  peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new SyntaxError('Unexpected end of document');
    this.#at += 1;
    return token;
  }

  take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  want(token: string): void {
    if (!this.take(token)) throw new SyntaxError(`Expected ${token}, actual: ${this.peek() ?? 'the end'}`);
  }
}

const valueIn = (reader: Reader): Value => {
  const token = reader.next();
  if (token === '$') return { variable: reader.next() };
  if (token === '[') {
    const items: unknown[] = [];
    while (!reader.take(']')) {
      const item = valueIn(reader);
      if (!('literal' in item)) throw new SyntaxError('A list of variables is not read here');
      items.push(item.literal);
    }
    return { literal: items };
  }
  if (token.startsWith('"')) return { literal: JSON.parse(token) as string };
  if (/^-?\d/.test(token)) return { literal: Number(token) };
  return { literal: token === 'null' ? null : token === 'true' ? true : token === 'false' ? false : token };
};

const selectionIn = (reader: Reader): readonly Selected[] => {
  reader.want('{');
  const selection: Selected[] = [];
  while (!reader.take('}')) {
    if (reader.take('...')) {
      reader.want('on');
      selection.push({ kind: 'fragment', on: reader.next(), selection: selectionIn(reader) });
      continue;
    }
    const first = reader.next();
    const name = reader.take(':') ? reader.next() : first;
    const args = new Map<string, Value>();
    if (reader.take('('))
      while (!reader.take(')')) {
        const argument = reader.next();
        reader.want(':');
        args.set(argument, valueIn(reader));
      }
    selection.push({ kind: 'field', alias: first, name, args, selection: reader.peek() === '{' ? selectionIn(reader) : [] });
  }
  return selection;
};

/** The selection of the document's one query. Throws `SyntaxError`. */
export const parseQuery = (text: string): readonly Selected[] => {
  const reader = new Reader(text);
  if (reader.take('query')) {
    if (!['(', '{'].includes(reader.peek() ?? '')) reader.next();
    // What the variables are: GitHub checks their types, the resolvers here look at the values.
    if (reader.take('(')) while (reader.next() !== ')');
  }
  const selection = selectionIn(reader);
  if (reader.peek() !== undefined) throw new SyntaxError(`Unexpected ${reader.peek()}`);
  return selection;
};

export interface Carried {
  readonly data: Record<string, unknown>;
  readonly errors: readonly Problem[];
}

/** Throws `SyntaxError` for a field that does not exist: then nothing is carried out. */
export const carryOutQuery = (selection: readonly Selected[], root: Node, variables: Readonly<Record<string, unknown>>): Carried => {
  const errors: Problem[] = [];
  const read = (value: unknown, inner: readonly Selected[], path: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item) => read(item, inner, path));
    return typeof value === 'object' && value !== null ? select(value as Node, inner, path) : (value ?? null);
  };
  const select = (node: Node, wanted: readonly Selected[], path: readonly string[]): Record<string, unknown> => {
    const found: Record<string, unknown> = {};
    for (const one of wanted) {
      if (one.kind === 'fragment') {
        if (one.on === node.__typename) Object.assign(found, select(node, one.selection, path));
        continue;
      }
      if (!Object.hasOwn(node, one.name)) throw new SyntaxError(`Field '${one.name}' doesn't exist on type '${node.__typename}'`);
      const here = [...path, one.alias];
      try {
        const value = node[one.name];
        const args = Object.fromEntries(
          [...one.args].map(([name, given]) => [name, 'variable' in given ? variables[given.variable] : given.literal]),
        );
        found[one.alias] = read(typeof value === 'function' ? (value as Resolver)(args) : value, one.selection, here);
      } catch (error) {
        if (!(error instanceof FieldRefusal)) throw error;
        found[one.alias] = null;
        errors.push({ type: error.type, path: here, message: error.message });
      }
    }
    return found;
  };
  return { data: select(root, selection, []), errors };
};

/** A connection's page: `first` at most a hundred, after a cursor, which is opaque to whoever asks. */
export const connectionOf = <T>(type: string, items: readonly T[], render: (item: T) => Node): Resolver => {
  return ({ first, after }) => {
    if (typeof first !== 'number' || first < 1 || first > 100)
      throw new FieldRefusal(
        'EXCESSIVE_PAGINATION',
        `Requesting ${first} records on a connection exceeds the \`first\` limit of 100 records.`,
      );
    const start = typeof after === 'string' ? Number(Buffer.from(after, 'base64').toString('utf8').replace('cursor:', '')) : 0;
    const shown = items.slice(start, start + first);
    const end = start + shown.length;
    return {
      __typename: `${type}Connection`,
      totalCount: items.length,
      nodes: shown.map(render),
      pageInfo: {
        __typename: 'PageInfo',
        hasNextPage: end < items.length,
        endCursor: shown.length === 0 ? null : Buffer.from(`cursor:${end}`).toString('base64'),
      },
    };
  };
};
