/** A value of the other mode, or of no known one, where the cell names a mode. (Live where test is required is a foreign value, judged before.) */
import type { Finding } from '../issue.ts';
import { fitsMode } from '../modes.ts';
import type { Subject } from '../subject.ts';

export const wrongMode = ({ variable, value, mode }: Subject): Finding | undefined => {
  if (value === undefined || mode === undefined || fitsMode(variable, value, mode)) return undefined;
  return {
    code: 'wrong-mode',
    message:
      mode === 'live'
        ? { en: 'not a live value, and live is required', fr: "n'est pas une valeur live, alors que live est exigé" }
        : { en: 'not a test value, and test is required', fr: "n'est pas une valeur de test, alors que test est exigé" },
    fix: {
      en: `put a ${mode} value of ${variable.name} here`,
      fr: `mettez ici une valeur ${mode === 'live' ? 'live' : 'de test'} de ${variable.name}`,
    },
  };
};
