/** `differs-from`: the same value as a variable that it must differ from, in the same environment. */
import { isValue } from '../formats/equality.ts';
import type { Finding } from '../issue.ts';
import type { Subject } from '../subject.ts';
import { heldValue } from '../values.ts';

export const sameAsAnother = ({ scene, variable, cell, value }: Subject): Finding | undefined => {
  if (value === undefined) return undefined;
  const twin = cell.differsFrom.find((name) => {
    const other = heldValue(scene.values, name);
    return other !== undefined && isValue(variable.type, value, other);
  });
  return twin === undefined
    ? undefined
    : {
        code: 'not-distinct',
        message: { en: `the same value as ${twin}`, fr: `la même valeur que ${twin}` },
        fix: {
          en: `give ${variable.name} a value of its own, other than that of ${twin}`,
          fr: `donnez à ${variable.name} sa propre valeur, autre que celle de ${twin}`,
        },
      };
};
