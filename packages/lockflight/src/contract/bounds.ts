/**
 * The first look at a contract, before any parser sees it: a file that is too large, empty, or not clean UTF-8 text is
 * refused for what it is. A contract comes from branches that nobody trusts yet, so nothing here may cost more than one pass.
 */
import type { Diagnostic } from './diagnostic.ts';

/** 256 KB: the largest contract seen is a tenth of that, and every later step is bounded by it. */
export const MAX_BYTES = 256 * 1024;

export function checkBounds(file: string, text: string): readonly Diagnostic[] {
  const start = { file, line: 1, column: 1 };
  if (Buffer.byteLength(text, 'utf8') > MAX_BYTES) {
    return [
      {
        code: 'contract-too-large',
        severity: 'error',
        at: start,
        message: { en: 'the contract is larger than 256 KB', fr: 'le contrat dépasse 256 Ko' },
        fix: {
          en: 'keep data and long texts in files of their own and let the contract name them',
          fr: 'rangez les données et les longs textes dans leurs propres fichiers, et citez-les dans le contrat',
        },
      },
    ];
  }
  const bad = badCharacter(text);
  if (bad !== undefined) {
    const before = text.slice(0, bad.offset).split('\n');
    return [
      {
        code: 'invalid-encoding',
        severity: 'error',
        at: { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
        message: { en: `the file holds ${bad.en}`, fr: `le fichier contient ${bad.fr}` },
        fix: { en: 'save the file as UTF-8 without BOM, as plain text', fr: 'enregistrez le fichier en UTF-8 sans BOM, en texte seul' },
      },
    ];
  }
  if (/^(?:[ \t\r\n]|#[^\n]*)*$/.test(text)) {
    return [
      {
        code: 'contract-empty',
        severity: 'error',
        at: start,
        message: { en: 'the contract is empty', fr: 'le contrat est vide' },
        fix: {
          en: 'write at least `lockflight: 1`, `project:` and `environments:`',
          fr: 'écrivez au moins `lockflight: 1`, `project:` et `environments:`',
        },
      },
    ];
  }
  return [];
}

/** The first character that plain text has no use for: BOM, NUL and other controls, lone surrogates, U+FFFD (bytes that were no UTF-8). */
function badCharacter(text: string): { readonly offset: number; readonly en: string; readonly fr: string } | undefined {
  if (text.startsWith('\uFEFF')) return { offset: 0, en: 'a byte order mark (BOM)', fr: "une marque d'ordre des octets (BOM)" };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const control = text.search(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/);
  if (control >= 0) return { offset: control, en: 'a control character', fr: 'un caractère de contrôle' };
  const broken = text.search(/[\uFFFD\uFEFF]|\p{Surrogate}/u);
  if (broken >= 0)
    return { offset: broken, en: 'a character that is not valid Unicode text', fr: "un caractère qui n'est pas du texte Unicode valide" };
  return undefined;
}
