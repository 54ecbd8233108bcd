/** Not set, without a default, where it is required (or recommended: a warning). */

import type { Finding } from '../issue.ts';
import { listed } from '../listed.ts';
import type { Subject } from '../subject.ts';

const placeOf = ({ scene }: Subject): string => scene.environment.files[0] ?? scene.environment.name;

export const missing = (subject: Subject): Finding | undefined => {
  const { scene, variable, cell, value, need, demanded } = subject;
  if (value !== undefined || cell.default !== undefined || !demanded) return undefined;
  if (need !== 'required' && need !== 'recommended') return undefined;
  const where = variable.cells.filter((c) => c.need === need || c === cell).map((c) => c.environment);
  const empty = scene.values.has(variable.name);
  const hint = variable.example === undefined || variable.secret ? '' : variable.example;
  return {
    code: 'missing',
    mild: need === 'recommended',
    message:
      need === 'recommended'
        ? {
            en: empty ? 'recommended, but empty' : 'recommended, not set',
            fr: empty ? 'recommandée, mais vide' : 'recommandée, non définie',
          }
        : {
            en: `required in ${listed(where).en}${empty ? ', but empty' : ''}`,
            fr: `obligatoire dans ${listed(where).fr}${empty ? ', mais vide' : ''}`,
          },
    fix: {
      en: `set ${variable.name} in ${placeOf(subject)}${hint === '' ? '' : `, e.g. ${hint}`}`,
      fr: `définissez ${variable.name} dans ${placeOf(subject)}${hint === '' ? '' : `, par exemple ${hint}`}`,
    },
  };
};
