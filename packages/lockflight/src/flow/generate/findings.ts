/** What is wrong with generated files, as diagnostics: the same words for `check` and for `generate --check`. */
import type { Diagnostic } from '../../contract/diagnostic.ts';
import type { Text } from '../../contract/text.ts';
import { HIDDEN } from './difference.ts';
import type { GeneratedFile } from './generate.ts';

/** A file that is as it should be gives none, unless git ignores it. */
export const generatedFindings = (file: GeneratedFile): readonly Diagnostic[] => [
  ...stateFinding(file),
  ...(file.ignored ? [ignored(file)] : []),
];

const stateFinding = (file: GeneratedFile): readonly Diagnostic[] => {
  const at = { file: file.path, line: file.difference?.line ?? 1, column: 1 };
  switch (file.state) {
    case 'current':
    case 'written':
      return [];
    case 'stale':
      return [
        {
          code: 'generated-file-stale',
          severity: 'error',
          at,
          message: differs(file),
          fix: { en: 'lockflight generate', fr: 'lockflight generate' },
        },
      ];
    case 'withheld':
      return file.withheld === undefined ? [] : [{ code: 'recorder-unverified', severity: 'error', at, ...file.withheld }];
    case 'edited':
    case 'foreign':
      return [
        {
          code: 'generated-file-edited',
          severity: 'error',
          at,
          message: file.state === 'edited' ? edited(file) : FOREIGN,
          fix: {
            en: 'put what you need into lockflight.yaml, then: lockflight generate --force',
            fr: "mettez ce qu'il vous faut dans lockflight.yaml, puis : lockflight generate --force",
          },
        },
      ];
  }
};

const FOREIGN: Text = {
  en: 'this file was not written by Lockflight, and would be overwritten',
  fr: "ce fichier n'a pas été écrit par Lockflight, et serait écrasé",
};

const differs = ({ difference, missing }: GeneratedFile): Text => {
  if (missing) return { en: 'the file is missing', fr: 'le fichier manque' };
  if (difference === undefined) return { en: 'not what the contract gives', fr: 'différent de ce que donne le contrat' };
  const { expected, found } = difference;
  const quoted = (line: string | null): Text =>
    line === null
      ? { en: 'nothing', fr: 'rien' }
      : line === ''
        ? { en: 'an empty line', fr: 'une ligne vide' }
        : { en: `"${line}"`, fr: `« ${line} »` };
  const held = found === HIDDEN ? { en: 'something else', fr: 'autre chose' } : quoted(found);
  return {
    en: `the contract gives ${quoted(expected).en}, the file has ${held.en}`,
    fr: `le contrat donne ${quoted(expected).fr}, le fichier contient ${held.fr}`,
  };
};

const edited = (file: GeneratedFile): Text => ({
  en: `changed by hand: ${differs(file).en}`,
  fr: `modifié à la main : ${differs(file).fr}`,
});

const ignored = ({ path }: GeneratedFile): Diagnostic => ({
  code: 'generated-file-ignored',
  severity: 'warning',
  at: { file: path, line: 1, column: 1 },
  message: { en: 'git ignores this file: nobody would ever receive it', fr: 'git ignore ce fichier : personne ne le recevrait jamais' },
  fix: {
    en: `add \`!${path}\` to .gitignore, after the pattern that ignores it`,
    fr: `ajoutez \`!${path}\` à .gitignore, après le motif qui l'ignore`,
  },
});
