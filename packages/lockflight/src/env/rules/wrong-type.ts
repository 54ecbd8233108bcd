/** A value that its type refuses. */
import { readValue } from '../formats/read-value.ts';
import type { Finding } from '../issue.ts';
import type { Subject } from '../subject.ts';

export const wrongType = ({ variable, value }: Subject): Finding | undefined => {
  if (value === undefined) return undefined;
  const reading = readValue(variable.type, value);
  return reading.ok
    ? undefined
    : {
        code: 'invalid',
        message: reading.why,
        fix: {
          en: `give ${variable.name} a value of type ${variable.type}`,
          fr: `donnez à ${variable.name} une valeur du type ${variable.type}`,
        },
      };
};
