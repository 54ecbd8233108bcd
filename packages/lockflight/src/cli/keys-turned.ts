import { inLanguage, type Language, type Text } from '../contract/text.ts';
import type { KeysTurned } from '../flow/ledger/turn-keys.ts';
import { describeEntry } from '../ledger/describe.ts';
import { wrap } from './wrap.ts';

/** What `ledger rotate` and `ledger revoke` take from the environment. */
export const SIGNING_ENVIRONMENT: readonly (readonly [name: string, words: Text])[] = [
  [
    'GITHUB_TOKEN',
    { en: "a token that may write the environment's secrets", fr: "un jeton qui peut écrire les secrets de l'environnement" },
  ],
  ['LOCKFLIGHT_SIGNING_KEY', { en: 'the key in force', fr: 'la clé en vigueur' }],
];

export const keysJson = ({ appended, inForce }: KeysTurned) => ({
  appended: appended.map(({ seq, key, body }) => ({ seq, key, type: body.type })),
  inForce,
});

export const keysLines = ({ appended, inForce }: KeysTurned, language: Language): readonly string[] => [
  ...appended.flatMap((entry) => wrap(`  + ${inLanguage(describeEntry(entry), language)}`, 80, '    ')),
  language === 'fr' ? '  En vigueur :' : '  In force:',
  ...inForce.map((id) => `  ${id}`),
];
