/**
 * A value that belongs to another environment: the gravest finding, since a process that holds it can reach what it must not. Its own cell
 * refuses it (by host, by the scheme that rules a host out, or by a string or URL `is`) and another environment's cell claims it; or it is live
 * where test is required, or where no mode is named.
 *
 * A production whose cell names no mode is left out of that last case, unless another environment's cell claims live values: in a contract
 * that speaks of modes nowhere, a live key in production is at home.
 */
import type { Cell } from '../../contract/model.ts';
import { claimant, claims, TELLING } from '../claims.ts';
import { isValue } from '../formats/equality.ts';
import { parseUrl } from '../formats/url.ts';
import { cellAcceptsHosts, hostsOf } from '../hosts.ts';
import type { Finding } from '../issue.ts';
import { isLive } from '../modes.ts';
import type { Subject } from '../subject.ts';
import { heldValue } from '../values.ts';

const refusedBy = ({ variable }: Subject, cell: Cell, value: string): boolean => {
  if (cell.is !== undefined && TELLING.has(variable.type) && !isValue(variable.type, value, cell.is)) return true;
  const hosts = hostsOf(variable.type, value);
  if (!cellAcceptsHosts(cell, hosts)) return true;
  const scheme = variable.type === 'url' ? parseUrl(value)?.scheme : undefined;
  return scheme !== undefined && cell.scheme !== undefined && !cell.scheme.includes(scheme);
};

/** The other environment whose own file holds this value, or its host, and whose cell has nothing against it. */
const holderElsewhere = (subject: Subject, value: string): Cell | undefined => {
  const { scene, variable } = subject;
  const hosts = hostsOf(variable.type, value);
  return variable.cells.find((cell) => {
    const theirs = scene.elsewhere.get(cell.environment);
    const held = cell.environment === scene.environment.name || theirs === undefined ? undefined : heldValue(theirs, variable.name);
    if (held === undefined || cell.need === 'forbidden' || refusedBy(subject, cell, held)) return false;
    return held === value || hostsOf(variable.type, held).some((host) => hosts.includes(host));
  });
};

const foreignHome = (subject: Subject, value: string): Cell | undefined => {
  const { variable, cell } = subject;
  if (claims(variable, cell, value) && cellAcceptsHosts(cell, hostsOf(variable.type, value))) return undefined;
  if (!refusedBy(subject, cell, value)) return undefined;
  return claimant(variable, cell, value) ?? holderElsewhere(subject, value);
};

const isForeignLive = ({ scene, variable, mode }: Subject, value: string): boolean => {
  if (!isLive(variable, value) || mode === 'live') return false;
  const atHome = scene.environment.kind === 'production' && mode === undefined;
  return !atHome || variable.cells.some((cell) => cell.environment !== scene.environment.name && cell.mode === 'live');
};

export const foreignValue = (subject: Subject): Finding | undefined => {
  const { scene, variable, value, mode } = subject;
  if (value === undefined) return undefined;
  const here = scene.environment.name;
  if (isForeignLive(subject, value)) {
    return {
      code: 'foreign-value',
      message:
        mode === 'test'
          ? { en: 'a live value where test is required', fr: 'une valeur live là où test est exigé' }
          : { en: `a live value, and ${here} is not a live environment`, fr: `une valeur live, alors que ${here} n'est pas live` },
      fix: variable.secret
        ? {
            en: `put a test value of ${variable.name} here, and renew the live one if others could read it`,
            fr: `mettez ici une valeur de test de ${variable.name}, et renouvelez la valeur live si d'autres ont pu la lire`,
          }
        : { en: `put a test value of ${variable.name} here`, fr: `mettez ici une valeur de test de ${variable.name}` },
    };
  }
  const home = foreignHome(subject, value);
  if (home === undefined) return undefined;
  const byHost = hostsOf(variable.type, value).length > 0;
  return {
    code: 'foreign-value',
    message: byHost
      ? { en: `its host belongs to ${home.environment}`, fr: `son hôte appartient à ${home.environment}` }
      : { en: `this value belongs to ${home.environment}`, fr: `cette valeur appartient à ${home.environment}` },
    fix: {
      en: `put ${here}'s own ${variable.name} here`,
      fr: `mettez ici la valeur de ${variable.name} propre à ${here}`,
    },
  };
};
