/** The types that the compiled judge is written with. They cost nothing: they are gone once the module is compiled. */
export const RUNTIME_TYPES = `type Scalar = string | number | boolean;
type Texts = readonly (string | undefined)[];
type When = readonly (Scalar | When)[];
/** Gravity, message, and whether it only warns. */
type Finding = readonly [number, string, boolean?];
type Spoken = readonly [number, Finding, number];
interface ParsedUrl {
  readonly href: string;
  readonly hostname: string;
  readonly port: string;
  readonly searchParams: { getAll(name: string): string[] };
}
interface Issue {
  readonly code: string;
  readonly variable: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly fix: string;
  readonly rule: { readonly file: string; readonly line: number };
}
/** Reader, shape, hosts, spelling, whether an \`is\` tells one environment from another. */
type Type = readonly [(t: string) => unknown, (string | 0)?, (((t: string) => readonly string[]) | 0)?, (((t: string) => string | undefined) | 0)?, number?];
interface Cell {
  readonly mode?: 'test' | 'live';
  readonly is?: Scalar;
  readonly def?: Scalar;
  readonly scheme?: readonly string[];
  readonly host?: readonly string[];
  readonly port?: readonly number[];
  readonly values?: readonly Scalar[];
  readonly not?: readonly Scalar[];
  readonly matches?: RegExp;
  readonly min?: number;
  readonly max?: number;
  readonly size?: readonly number[];
  readonly differs?: readonly number[];
  readonly when?: readonly When[];
}
interface More extends Cell {
  readonly need?: string;
  readonly secret?: boolean;
  readonly exposed?: boolean;
  readonly phases?: number;
  readonly test?: RegExp;
  readonly live?: RegExp;
  readonly use?: string;
  readonly example?: string;
  /** One for each environment; the last stands for those that follow. */
  readonly in?: readonly Cell[];
}
type Row = readonly [string, number | readonly number[], More?];
interface Rule extends Omit<More, 'need'> {
  readonly type: string;
  readonly kind: Type;
  readonly line: number;
  /** 0 forbidden, 1 optional, 2 recommended, 3 required. */
  readonly need: number;
}`;
