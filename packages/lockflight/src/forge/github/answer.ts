/**
 * One value of an answer, read with the shape that GitHub documents. Every reading names its field, so that an answer of another shape is
 * `forge-nonsense` with endpoint and field, never an `undefined` that travels on. Extra fields are ignored: GitHub adds them at any time.
 */
import { nonsense } from './failure.ts';
import { isPlain, manyLines, nameable, oneLine } from './words.ts';

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;

export class Answer {
  readonly endpoint: string;
  readonly path: string;
  readonly value: unknown;

  constructor(endpoint: string, value: unknown, path = '') {
    this.endpoint = endpoint;
    this.path = path;
    this.value = value;
  }

  /** The error for this place. `expected` in the words of the documentation: `a string`, `a commit id`. */
  wrong(expected: string): Error {
    return nonsense(this.endpoint, this.path, expected);
  }

  at(key: string): Answer {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.wrong('an object');
    const inner: unknown = Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
    return new Answer(this.endpoint, inner, this.path === '' ? key : `${this.path}.${key}`);
  }

  /** GitHub uses null and absence alike for "none". */
  optional(key: string): Answer | undefined {
    const inner = this.at(key);
    return inner.value === undefined || inner.value === null ? undefined : inner;
  }

  items(): readonly Answer[] {
    if (!Array.isArray(this.value)) throw this.wrong('a list');
    return this.value.map((item: unknown, index) => new Answer(this.endpoint, item, `${this.path}[${index}]`));
  }

  text(): string {
    if (typeof this.value !== 'string') throw this.wrong('a string');
    return this.value;
  }

  /** A title: one line, fit to be printed. */
  line(): string {
    return oneLine(this.text());
  }

  /** A body: several lines, fit to be printed. */
  lines(): string {
    return manyLines(this.text());
  }

  /** What somebody else calls a branch, a tag or a file: never an error, since anybody may open a pull request from a branch of any name. Exact where it is plain. */
  ref(): string {
    const text = this.text();
    if (text === '') throw this.wrong('a name');
    return nameable(text);
  }

  /** A name that is compared and must stay exactly what it is, and that the forge itself keeps plain: logins, events, secrets. */
  name(): string {
    const text = this.text();
    if (text === '' || !isPlain(text)) throw this.wrong('a name');
    return text;
  }

  commit(): string {
    const text = this.text();
    if (!COMMIT.test(text)) throw this.wrong('a commit id');
    return text;
  }

  /** ISO 8601 in UTC with milliseconds, whatever offset was sent: such times can be compared as strings. */
  time(): string {
    const text = this.text();
    const time = DATE_TIME.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(time)) throw this.wrong('a date and time');
    return new Date(time).toISOString();
  }

  url(): string {
    const text = this.text();
    if (!isPlain(text) || !/^https?:$/.test(URL.parse(text)?.protocol ?? '')) throw this.wrong('a web address');
    return text;
  }

  id(): number {
    if (typeof this.value !== 'number' || !Number.isSafeInteger(this.value) || this.value < 0) throw this.wrong('a whole number');
    return this.value;
  }

  flag(): boolean {
    if (typeof this.value !== 'boolean') throw this.wrong('true or false');
    return this.value;
  }

  /** One of the words that GitHub documents, translated. */
  oneOf<Word>(words: Readonly<Record<string, Word>>): Word {
    const text = this.text();
    const word = Object.hasOwn(words, text) ? words[text] : undefined;
    if (word === undefined) throw this.wrong(`one of ${Object.keys(words).join(', ')}`);
    return word;
  }
}

/** `{ key: value }`, or nothing at all: what `exactOptionalPropertyTypes` wants of a field that may be missing. */
export const maybe = <Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: Value });
