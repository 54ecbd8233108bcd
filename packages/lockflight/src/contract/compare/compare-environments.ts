import type { Contract, Environment, NamesPlace } from '../model.ts';
import { verbatim } from '../text.ts';
import { newProgram } from './compare-outside.ts';
import { type Difference, itself, looser, other, otherwise, pair, same, stricter } from './difference.ts';

export function compareEnvironments(before: Contract, after: Contract): readonly Difference[] {
  const { added, removed, kept } = pair(before.environments, after.environments, (e) => e.name);
  return [
    ...added.map((e) => other(`new environment ${e.name}`, `nouvel environnement ${e.name}`)),
    ...removed.map((e) => looser(`environment ${e.name} is gone, with its rules`, `l'environnement ${e.name} disparaît, avec ses règles`)),
    ...kept.flatMap(([a, b]) => (same(a, b) ? [] : compareEnvironment(a, b))),
  ];
}

function compareEnvironment(a: Environment, b: Environment): readonly Difference[] {
  const found: Difference[] = [...compareAllows(a, b)];
  const forbids = pair(a.forbids, b.forbids, itself);
  for (const word of forbids.removed) found.push(looser(`${a.name} no longer forbids ${word}`, `${a.name} n'interdit plus ${word}`));
  for (const word of forbids.added) found.push(stricter(`${a.name} now forbids ${word}`, `${a.name} interdit désormais ${word}`));
  if (a.boot !== b.boot) {
    const make = b.boot === 'warn' ? looser : stricter;
    found.push(
      make(`a bad variable in ${a.name}: ${a.boot} becomes ${b.boot}`, `une variable fautive dans ${a.name} : ${a.boot} devient ${b.boot}`),
    );
  }
  if (a.kind !== b.kind) found.push(other(`${a.name} was ${a.kind}, becomes ${b.kind}`, `${a.name} était ${a.kind}, devient ${b.kind}`));
  if (a.branch !== b.branch) {
    const [was, is] = [a.branch ?? '-', b.branch ?? '-'];
    found.push(
      looser(
        `${a.name} leaves branch ${was} for ${is}: its line begins anew`,
        `${a.name} quitte la branche ${was} pour ${is} : sa ligne repart de zéro`,
      ),
    );
  }
  found.push(...comparePlaces(a, b), ...compareReport(a, b));
  found.push(...otherwise(verbatim(a.name), a, b, ['name', 'allows', 'forbids', 'boot', 'kind', 'branch', 'setIn', 'report']));
  return found;
}

/** An empty `allows` permits everything, so the first word in it is a restriction. */
function compareAllows(a: Environment, b: Environment): readonly Difference[] {
  const { added, removed } = pair(a.allows, b.allows, itself);
  if (a.allows.length === 0 && added.length > 0) {
    return [stricter(`${a.name} allows only ${added.join(', ')} from now on`, `${a.name} ne permet plus que ${added.join(', ')}`)];
  }
  if (b.allows.length === 0 && removed.length > 0) {
    return [looser(`${a.name} allows every activity that it does not forbid`, `${a.name} permet toute activité qu'il n'interdit pas`)];
  }
  return [
    ...added.map((word) => looser(`${a.name} now allows ${word}`, `${a.name} permet désormais ${word}`)),
    ...removed.map((word) => stricter(`${a.name} no longer allows ${word}`, `${a.name} ne permet plus ${word}`)),
  ];
}

const FORGE: readonly NamesPlace[] = [{ kind: 'forge' }];

function comparePlaces(a: Environment, b: Environment): readonly Difference[] {
  const [was, is] = [a.setIn ?? FORGE, b.setIn ?? FORGE];
  if (same(was, is)) return [];
  const [from, to] = [placesInWords(was), placesInWords(is)];
  const programs = is.flatMap((place) =>
    place.kind === 'command' && !was.some((p) => same(p, place)) ? newProgram(undefined, place.run) : [],
  );
  return [
    ...programs,
    looser(
      `the variables of ${a.name} are read in: ${to}, no longer in: ${from}`,
      `les variables de ${a.name} se lisent dans : ${to}, et non plus dans : ${from}`,
    ),
  ];
}

/** Whoever answers there says what runs: another service may say anything. */
function compareReport({ name, report: was }: Environment, { report: is }: Environment): readonly Difference[] {
  if (same(was, is)) return [];
  if (is === undefined) return [looser(`${name} no longer says what it runs`, `${name} ne dit plus ce qu'il exécute`)];
  const place = is.token === undefined ? is.url : `${is.url} (${is.token})`;
  if (was === undefined) return [stricter(`what runs in ${name} is asked of ${place}`, `ce que ${name} exécute se demande à ${place}`)];
  return [looser(`what runs in ${name} is now asked of ${place}`, `ce que ${name} exécute se demande désormais à ${place}`)];
}

const placesInWords = (places: readonly NamesPlace[]): string =>
  places
    .map((p) => (p.kind === 'file' ? p.path : p.kind === 'service' ? p.url : p.kind === 'command' ? p.run.join(' ') : p.kind))
    .join(', ');
