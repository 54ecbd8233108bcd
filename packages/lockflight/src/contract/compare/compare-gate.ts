import type { GateName, GateRule } from '../model.ts';
import { verbatim } from '../text.ts';
import { type Difference, looser, otherwise, pair, stricter } from './difference.ts';

/** A gate in a few words: its id, and who or how many where that matters. */
export const describeGate = (gate: GateRule): string =>
  gate.gate === 'approval' ? `${gate.id} (${gate.count}, ${gate.by.join(', ')})` : gate.id;

/** Two gates of the same id that differ. */
export function compareGate(step: string, a: GateRule, b: GateRule): readonly Difference[] {
  const what = `${step}, ${a.id}`;
  const found: Difference[] = [];
  /** A number of which more, or less, is stricter. */
  const measure = (was: number, is: number, more: 'stricter' | 'looser', en: string, fr: string): void => {
    if (was === is) return;
    const make = is > was === (more === 'stricter') ? stricter : looser;
    found.push(make(`${what}: ${en} ${number(was)} becomes ${number(is)}`, `${what} : ${fr} ${number(was)} devient ${number(is)}`));
  };
  const flag = (was: boolean, is: boolean, en: string, fr: string): void => {
    if (was !== is)
      found.push(is ? stricter(`${what}: ${en}`, `${what} : ${fr}`) : looser(`${what}: no longer ${en}`, `${what} : plus ${fr}`));
  };
  if (a.gate === 'up-to-date' && b.gate === 'up-to-date') flag(a.headOnly, b.headOnly, 'the head only', 'la tête seulement');
  if (a.gate === 'deployed' && b.gate === 'deployed') flag(a.now, b.now, 'still running now', "encore en service à l'instant");
  if (a.gate === 'soak' && b.gate === 'soak') measure(a.seconds, b.seconds, 'stricter', 'seconds', 'secondes');
  if (a.gate === 'evidence' && b.gate === 'evidence') {
    measure(
      a.maxAgeSeconds ?? Number.POSITIVE_INFINITY,
      b.maxAgeSeconds ?? Number.POSITIVE_INFINITY,
      'looser',
      'age in seconds',
      'âge en secondes',
    );
  }
  if (a.gate === 'clean-logs' && b.gate === 'clean-logs') {
    measure(a.windowSeconds, b.windowSeconds, 'stricter', 'window in seconds', 'fenêtre en secondes');
    measure(a.atMost, b.atMost, 'looser', 'errors allowed', 'erreurs admises');
  }
  if (a.gate === 'window' && b.gate === 'window') {
    const days = pair(a.days, b.days, (day) => day);
    for (const day of days.added) found.push(looser(`${what}: ${day} is open`, `${what} : ouvert aussi ${day}`));
    for (const day of days.removed) found.push(stricter(`${what}: ${day} is closed`, `${what} : fermé ${day}`));
    const [was, is] = [`${a.hours.from}-${a.hours.to}`, `${b.hours.from}-${b.hours.to}`];
    // Whatever opens an hour that was closed is looser; only hours within those before are stricter.
    const within = a.hours.from < a.hours.to && b.hours.from < b.hours.to && a.hours.from <= b.hours.from && b.hours.to <= a.hours.to;
    if (was !== is) found.push((within ? stricter : looser)(`${what}: ${was} becomes ${is}`, `${what} : ${was} devient ${is}`));
    if (a.timezone !== b.timezone)
      found.push(looser(`${what}: the hours are those of ${b.timezone}`, `${what} : les heures sont celles de ${b.timezone}`));
  }
  if (a.gate === 'approval' && b.gate === 'approval') {
    measure(a.count, b.count, 'stricter', 'approvals', 'approbations');
    flag(!a.solo, !b.solo, 'by somebody else than the author', "par quelqu'un d'autre que l'auteur");
    const roles = pair(a.by, b.by, (role) => role);
    for (const role of roles.added) found.push(looser(`${what}: ${role} may approve`, `${what} : ${role} peut approuver`));
    for (const role of roles.removed)
      found.push(stricter(`${what}: ${role} may no longer approve`, `${what} : ${role} ne peut plus approuver`));
  }
  if (a.gate === 'documented' && b.gate === 'documented') {
    const files = pair(a.files, b.files, (file) => file);
    for (const file of files.added) found.push(looser(`${what}: ${file} counts`, `${what} : ${file} compte`));
    for (const file of files.removed) found.push(stricter(`${what}: ${file} no longer counts`, `${what} : ${file} ne compte plus`));
  }
  if (a.gate === 'no-open-issue' && b.gate === 'no-open-issue') {
    const labels = pair(a.labels, b.labels, (label) => label);
    for (const label of labels.added) found.push(stricter(`${what}: ${label} blocks`, `${what} : ${label} bloque`));
    for (const label of labels.removed) found.push(looser(`${what}: ${label} no longer blocks`, `${what} : ${label} ne bloque plus`));
  }
  return [...found, ...otherwise(verbatim(what), a, b, TOLD[a.gate] as readonly (keyof GateRule)[])];
}

const number = (value: number): string => (Number.isFinite(value) ? String(value) : '-');

/** What of each gate has words of its own above. */
const TOLD: Readonly<Record<GateName, readonly string[]>> = {
  'up-to-date': ['headOnly'],
  deployed: ['now'],
  evidence: ['maxAgeSeconds'],
  approval: ['count', 'solo', 'by'],
  documented: ['files'],
  'no-open-issue': ['labels'],
  'clean-logs': ['windowSeconds', 'atMost'],
  variables: [],
  'rollback-plan': [],
  soak: ['seconds'],
  window: ['days', 'hours', 'timezone'],
};
