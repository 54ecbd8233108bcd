import type { Path } from '../source/positions.ts';
import type { Finding } from './rule.ts';

const KINDS = {
  'unknown-environment': ['environment', 'environnement'],
  'unknown-variable': ['variable', 'variable'],
  'unknown-command': ['command', 'commande'],
  'unknown-role': ['role', 'rôle'],
  'unknown-source': ['source', 'source'],
  'unknown-gate': ['gate of this step', 'porte de cette étape'],
  'unknown-procedure-step': ['command, and no step for a person', 'commande, ni geste décrit sous `steps`'],
} as const;

export interface Reference {
  readonly code: keyof typeof KINDS;
  readonly name: string;
  readonly path: Path;
  readonly atKey?: boolean;
}

/** A finding when the name is none of those that are known; nothing otherwise. */
export function unknownName({ code, name, path, atKey = false }: Reference, known: readonly string[]): readonly Finding[] {
  if (known.includes(name)) return [];
  const [en, fr] = KINDS[code];
  const names = known.slice(0, 20).join(', ');
  return [
    {
      code,
      path,
      atKey,
      meant: { word: name, among: known },
      message: { en: `\`${name}\` is no ${en}`, fr: `\`${name}\` : nom inconnu (${fr})` },
      fix:
        names === ''
          ? { en: `declare \`${name}\` first: there is none yet`, fr: `déclarez d'abord \`${name}\` : il n'y en a encore aucun` }
          : { en: `known: ${names}`, fr: `connus : ${names}` },
    },
  ];
}
