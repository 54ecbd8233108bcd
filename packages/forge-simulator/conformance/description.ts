/**
 * GitHub's description as something that can be asked: which operation is this request, what may it send, what may it answer.
 * OpenAPI 3.0 says `nullable: true` where JSON Schema says `null`: rewritten once, so that a plain JSON Schema validator understands it.
 */
import { Ajv, type ValidateFunction } from 'ajv';

type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const rewritten = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(rewritten);
  if (!isObject(value)) return value;
  const { nullable, ...rest } = value;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, held]) => [key, rewritten(held)]));
  // A property may be named `nullable` too.
  return nullable === true ? { anyOf: [{ type: 'null' }, inner] } : nullable === undefined ? inner : { ...inner, nullable };
};

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Json;
}

export interface Operation {
  readonly method: string;
  /** `/repos/{owner}/{repo}/pulls` */
  readonly template: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly required: boolean; readonly pointer: string };
  /** By status: where the schema of its body stands; undefined: it has none. */
  readonly answers: ReadonlyMap<string, string | undefined>;
}

const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');
const pointer = (...parts: readonly string[]): string => parts.map((part) => `/${encodeURIComponent(escaped(part))}`).join('');

export class Description {
  readonly #document: Json;
  readonly #ajv: Ajv;
  readonly #operations: readonly { readonly operation: Operation; readonly pattern: RegExp }[];
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(text: string) {
    this.#document = rewritten(JSON.parse(text)) as Json;
    this.#ajv = new Ajv({
      strict: false,
      allErrors: true,
      logger: false,
      formats: {
        'date-time': (value: string) => DATE_TIME.test(value),
        // GitHub itself answers with an empty text where it has no address.
        uri: (value: string) => value === '' || URL.canParse(value.replace(/\{[^}]*\}/g, '')),
      },
    });
    this.#ajv.addSchema({ $id: 'github', ...this.#document });
    this.#operations = Object.entries(this.#document.paths as Json)
      .flatMap(([template, methods]) => Object.keys(methods as Json).map((method) => this.#read(template, method)))
      // `{ref}` matches everything: the path with the most written out comes first.
      .toSorted((a, b) => literal(b.template) - literal(a.template))
      .map((operation) => ({ operation, pattern: patternOf(operation.template) }));
  }

  #resolve(value: unknown): { readonly value: Json; readonly at?: string } {
    const ref = isObject(value) ? value.$ref : undefined;
    if (typeof ref !== 'string') return { value: value as Json };
    const parts = ref.slice(2).split('/');
    const found = parts.reduce<unknown>((held, part) => (held as Json)[part.replaceAll('~1', '/').replaceAll('~0', '~')], this.#document);
    return { value: found as Json, at: pointer(...parts) };
  }

  /** Where the JSON schema of a body stands. */
  #schemaAt(held: unknown, at: string): string | undefined {
    const { value, at: elsewhere } = this.#resolve(held);
    const content = value.content;
    const type = isObject(content) ? Object.keys(content).find((name) => name.includes('json')) : undefined;
    return type === undefined ? undefined : `${elsewhere ?? at}${pointer('content', type, 'schema')}`;
  }

  #read(template: string, method: string): Operation {
    const found = ((this.#document.paths as Json)[template] as Json)[method] as Json;
    const base = pointer('paths', template, method);
    const body = this.#schemaAt(found.requestBody ?? {}, `${base}/requestBody`);
    const answers = Object.entries((found.responses ?? {}) as Json).map(
      ([status, held]) => [status, this.#schemaAt(held, `${base}${pointer('responses', status)}`)] as const,
    );
    return {
      method: method.toUpperCase(),
      template,
      parameters: ((found.parameters ?? []) as readonly unknown[]).map((one) => this.#resolve(one).value as unknown as Parameter),
      ...(body === undefined ? {} : { body: { required: this.#resolve(found.requestBody).value.required === true, pointer: body } }),
      answers: new Map(answers),
    };
  }

  /** The operation that a path is of. A branch's or file's name may hold slashes. */
  find(method: string, path: string): Operation | undefined {
    return this.#operations.find(({ operation, pattern }) => operation.method === method && pattern.test(path))?.operation;
  }

  /** What is wrong with a value, in the validator's words; empty: nothing. */
  problems(at: string, value: unknown): readonly string[] {
    const known = this.#compiled.get(at);
    const validate = known ?? this.#ajv.compile({ $ref: `github#${at}` });
    this.#compiled.set(at, validate);
    if (validate(value)) return [];
    return (validate.errors ?? [])
      .filter(({ keyword }) => keyword !== 'anyOf')
      .map((e) => `${e.instancePath.replaceAll(/\/\d+(?=\/|$)/g, '/*')} ${e.message}`);
  }

  /** The same for a query parameter, which comes as text. */
  parameterProblems(schema: Json, text: string): readonly string[] {
    const key = JSON.stringify(schema);
    const validate = this.#compiled.get(key) ?? this.#ajv.compile({ ...schema, definitions: {} });
    this.#compiled.set(key, validate);
    const readings: readonly unknown[] = [
      text,
      ...(/^-?\d+$/.test(text) ? [Number(text)] : []),
      ...(/^(?:true|false)$/.test(text) ? [text === 'true'] : []),
    ];
    return readings.some((reading) => validate(reading)) ? [] : [(validate.errors ?? []).map((e) => e.message).join('; ')];
  }
}

const literal = (template: string): number => template.replaceAll(/\{[^}]+\}/g, '').length;

/** Parameters that may hold slashes. */
const LONG = new Set(['ref', 'branch', 'path', 'basehead', 'commit_sha']);

const patternOf = (template: string): RegExp =>
  new RegExp(
    `^${template.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{([^}]+)\}/g, (_, name: string) => (LONG.has(name) ? '.+' : '[^/]+'))}$`,
  );
