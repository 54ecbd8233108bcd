/** With `--verbose`: what the forge was asked during a command, by endpoint, and what may still be asked. On stderr, never in the answer. */
import type { Language } from '../contract/text.ts';
import type { Forge } from '../forge/port.ts';
import { counted } from './counted.ts';
import type { Terminal } from './terminal.ts';

const REQUESTS = { en: ['request', 'requests'], fr: ['requête', 'requêtes'] } as const;

export const printSpending = (forges: readonly Pick<Forge, 'spending'>[], language: Language, terminal: Terminal): void => {
  for (const { endpoints, allowance } of forges.map((forge) => forge.spending())) {
    const sum = endpoints.reduce((all, { requests }) => all + requests, 0);
    const free = endpoints.reduce((all, one) => all + one.free, 0);
    const left =
      allowance === undefined
        ? ''
        : language === 'fr'
          ? ` ; il en reste ${allowance.remaining} sur ${allowance.limit} jusqu'à ${allowance.resetAt}`
          : `; ${allowance.remaining} of ${allowance.limit} left until ${allowance.resetAt}`;
    const unchanged = free === 0 ? '' : language === 'fr' ? `, dont ${free} sans changement` : `, ${free} of them unchanged`;
    terminal.err(`${language === 'fr' ? 'forge :' : 'forge:'} ${counted(sum, REQUESTS, language)}${unchanged}${left}\n`);
    for (const { endpoint, requests } of endpoints) terminal.err(`  ${String(requests).padStart(4)}  ${endpoint}\n`);
  }
};
