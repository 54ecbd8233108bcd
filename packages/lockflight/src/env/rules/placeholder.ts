/**
 * A value that somebody was meant to replace. Judged where the boot blocks only: a developer's machine may run on the sample's values.
 * A word that the contract itself gives the variable is no placeholder.
 */
import { isValue } from '../formats/equality.ts';
import type { Finding } from '../issue.ts';
import type { Subject } from '../subject.ts';

const PLACEHOLDERS: readonly RegExp[] = [
  /change[-_ ]?(me|this)/i,
  /replace[-_ ]?(me|this)/i,
  /^(todo|tbd|fixme|placeholder)$/i,
  /(^|[^a-z0-9])x{3,}$/i,
  /^your[-_ ]/i,
  /^<[^<>]*>$/,
];

/** Where a placeholder can hide at the end of a long value or the start of it; the middle of a certificate is not searched. */
const MAX_SEARCHED = 2048;

export const placeholder = ({ scene, variable, cell, value }: Subject): Finding | undefined => {
  if (value === undefined || !scene.blocks) return undefined;
  const own = [cell.is, cell.default, ...(cell.values ?? [])].filter((word) => word !== undefined);
  if (own.some((word) => isValue(variable.type, value, word))) return undefined;
  const isSample = variable.secret && variable.example !== undefined && value === variable.example;
  const searched = value.slice(0, MAX_SEARCHED);
  if (!isSample && !PLACEHOLDERS.some((pattern) => pattern.test(searched))) return undefined;
  return {
    code: 'placeholder',
    message: isSample
      ? { en: "still the sample's own value", fr: "encore la valeur de l'exemple" }
      : { en: 'still a placeholder', fr: 'encore une valeur à remplacer' },
    fix: { en: `give ${variable.name} its real value`, fr: `donnez à ${variable.name} sa vraie valeur` },
  };
};
