/** A name that the contract is leaving behind. Always a warning: the value still works. */
import type { Finding } from '../issue.ts';
import type { Subject } from '../subject.ts';

export const deprecated = ({ variable, value }: Subject): Finding | undefined => {
  if (value === undefined || variable.deprecated === undefined) return undefined;
  const { use } = variable.deprecated;
  return {
    code: 'deprecated',
    mild: true,
    message:
      use === undefined
        ? { en: 'deprecated', fr: 'obsolète' }
        : { en: `deprecated: ${use} takes its place`, fr: `obsolète : ${use} la remplace` },
    fix:
      use === undefined
        ? { en: `stop setting ${variable.name}`, fr: `cessez de définir ${variable.name}` }
        : { en: `set ${use} and remove ${variable.name}`, fr: `définissez ${use} et retirez ${variable.name}` },
  };
};
