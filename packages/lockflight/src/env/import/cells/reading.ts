/** What one cell of a matrix says, before it is known what the variable is. Plain data; nothing here was guessed from other cells. */
import type { Need, Scalar } from '../../../contract/model.ts';

export interface CellReading {
  readonly need?: Need;
  /** The need only follows from a value or its pattern being there: on a developer's machine it is none. */
  readonly implied?: true;
  readonly mode?: 'test' | 'live';
  /** "enabled", "off": a value for a boolean, a need for anything else. */
  readonly state?: 'on' | 'off';
  /** A tick or a cross without a legend: for a boolean its value, for anything else a need. */
  readonly tick?: boolean;
  /** A value written out, and the part that the cell itself gives it, if it does. */
  readonly literal?: { readonly value: string; readonly role?: 'default' | 'example' };
  /** Several values, any of which will do. */
  readonly values?: readonly string[];
  /** Only a pattern of a value: `postgres://...`, `sk_test_...`. */
  readonly scheme?: readonly string[];
  readonly host?: string;
  readonly differsFrom?: readonly string[];
  readonly when?: { readonly variable: string; readonly value?: Scalar; readonly not?: boolean };
  /** Says what another column says: the one before, or the one that it names. */
  readonly same?: { readonly as?: string };
  /** "restricted": open networks are refused. */
  readonly restricted?: boolean;
  /** Says nothing: the cell is empty, or missing. */
  readonly unsaid?: boolean;
  /** Nobody has decided: `?`, `TBD`. */
  readonly unsure?: boolean;
  /** It hangs on something that no variable says: "if Sheets is active", "selon fonction". */
  readonly depends?: true;
  /** A test or a live value is asked for, of a variable whose values do not tell: a webhook's secret, the id of a price. */
  readonly untold?: true;
  /** A value is only advised, or only for some: "`false` (recommended)". */
  readonly advised?: true;
  /** `0~100`, `true/false`: which values there are, and not which one. */
  readonly range?: true;
  /** It comes by itself: "automatic", "auto-set by the platform". Nobody has to set it. */
  readonly provided?: true;
  /** The words, where they say more than what was understood. */
  readonly words?: string;
}

/** What the document itself says that a sign means. */
export type Legend = ReadonlyMap<string, Need>;

/** What stands beside a cell and helps to read it. */
export interface CellContext {
  readonly legend: Legend;
  readonly footnotes: ReadonlyMap<string, string>;
}
