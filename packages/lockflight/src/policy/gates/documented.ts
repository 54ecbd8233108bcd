/** documented: the candidate adds or changes, since what the target has, a file that matches. A deletion documents nothing. */
import picomatch from 'picomatch/posix.js';
import { blocked, type Gate, passed, unknown } from '../gate.ts';
import { listed } from '../wording.ts';

export const documented: Gate<'documented'> = (rule, { facts, step }) => {
  if (!facts.changes.known) return unknown(rule, facts.changes);
  const matches = picomatch(rule.files, { dot: true });
  const found = facts.changes.value.filter((c) => c.change !== 'deleted' && matches(c.path)).map((c) => c.path);
  if (found.length > 0) return passed(rule, listed(found));
  const globs = rule.files.join(', ');
  return blocked(rule, {
    code: 'not-documented',
    reason: { en: `no file of ${globs} added or changed`, fr: `aucun fichier de ${globs} ajouté ou modifié` },
    fix: { en: `its author adds or updates one in ${step.from}`, fr: `son auteur en ajoute ou en met à jour un dans ${step.from}` },
  });
};
