/** Set where it must not be set. */
import type { Finding } from '../issue.ts';
import type { Subject } from '../subject.ts';

export const forbidden = ({ scene, variable, value, need }: Subject): Finding | undefined =>
  value === undefined || need !== 'forbidden'
    ? undefined
    : {
        code: 'forbidden',
        message: { en: `must not be set in ${scene.environment.name}`, fr: `ne doit pas être définie dans ${scene.environment.name}` },
        fix: { en: `remove ${variable.name} from ${scene.environment.name}`, fr: `retirez ${variable.name} de ${scene.environment.name}` },
      };
