/** Not set, without a default, where it is required (or recommended: a warning). */
import type { Cell, Variable } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';
import type { Finding } from '../issue.ts';
import { eitherOf, listed } from '../listed.ts';
import type { Subject } from '../subject.ts';

const placeOf = ({ scene }: Subject): string => scene.environment.files[0] ?? scene.environment.name;

const NOTHING: Text = { en: '', fr: '' };

/** More words than these are looked up: lockflight env explain. */
const MAX_WORDS = 6;

const hintOf = ({ example }: Variable, { is, values }: Cell): Text => {
  if (is !== undefined) return NOTHING;
  if (example !== undefined) return { en: `, e.g. ${example}`, fr: `, par exemple ${example}` };
  if (values === undefined || values.length > MAX_WORDS) return NOTHING;
  const words = eitherOf(values.map(String));
  return { en: `: ${words.en}`, fr: ` : ${words.fr}` };
};

export const missing = (subject: Subject): Finding | undefined => {
  const { scene, variable, cell, value, need, demanded } = subject;
  if (value !== undefined || cell.default !== undefined || !demanded) return undefined;
  if (need !== 'required' && need !== 'recommended') return undefined;
  const where = variable.cells.filter((c) => c.need === need || c === cell).map((c) => c.environment);
  const empty = scene.values.has(variable.name);
  const hint = variable.secret ? NOTHING : hintOf(variable, cell);
  const asked = variable.secret || cell.is === undefined ? variable.name : `${variable.name}=${cell.is}`;
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
      en: `set ${asked} in ${placeOf(subject)}${hint.en}`,
      fr: `définissez ${asked} dans ${placeOf(subject)}${hint.fr}`,
    },
  };
};
