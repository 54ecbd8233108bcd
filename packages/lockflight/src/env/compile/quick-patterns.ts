/**
 * One regular expression that says all at once what would take several readers: a URL of these schemes whose host one of these patterns covers, a Stripe key of one
 * mode. What it lets through the judge would let through; what it does not know goes the long way. Each is linear, and none looks back.
 */
import type { Cell } from '../../contract/model.ts';
import { normalizeHost } from '../formats/host.ts';
import { modeAsked } from './modes.ts';
import type { PlannedVariable } from './plan.ts';

const escaped = (text: string): string => text.replace(/[.+\-/]/g, '\\$&');

/** A host that no parser changes or refuses: no alias (`xn--`), and no label that begins with a digit, as a number would. */
const ANY_HOST = '[a-z][a-z0-9]*(?:(?:-[a-z0-9]|\\.[a-z])[a-z0-9]*)*';
const PLAIN_HOST = /^(?:[a-z0-9]+[.-])*[a-z][a-z0-9]*$/;

/** `db.internal` and `*.internal`, the patterns that nearly all contracts have; undefined for any other. */
const hostPattern = (pattern: string): string | undefined => {
  const bare = pattern.replace(/^\*\./, '');
  if (!PLAIN_HOST.test(bare)) return undefined;
  return bare === pattern ? escaped(bare) : `(?:[a-z0-9]+[.-])*?[a-z0-9]+\\.${escaped(bare)}`;
};

const hostsPattern = (hosts: readonly string[] | undefined): string | undefined => {
  if (hosts === undefined) return ANY_HOST;
  const known = hosts.map((host) => hostPattern(normalizeHost(host)));
  return known.includes(undefined) ? undefined : known.length === 1 ? known[0] : `(?:${known.join('|')})`;
};

const isWeb = (scheme: string): boolean => /^(?:https?|wss?)$/.test(scheme);
const isPostgres = (scheme: string): boolean => /^postgres(?:ql)?$/.test(scheme);

/** The literal for a url's type, schemes and hosts; undefined where no quick answer can be had. A port is for others to judge. */
export const urlPattern = ({ scheme, host }: Cell): string | undefined => {
  const schemes = (scheme ?? []).filter((each) => each !== 'file' && /^[a-z][a-z0-9+.-]*$/.test(each));
  const hosts = hostsPattern(host);
  if (hosts === undefined || (scheme !== undefined && schemes.length === 0)) return undefined;
  const head =
    scheme === undefined ? '(?!file:)[a-z]+' : schemes.length === 1 ? escaped(schemes[0] ?? '') : `(?:${schemes.map(escaped).join('|')})`;
  // A password may hold what a host does: told apart only where there is likely to be one.
  const user = scheme !== undefined && schemes.every(isWeb) ? '\\w+' : '[!"$-.0->A-[\\]-~]+';
  // libpq takes hosts from the query too.
  const guarded = host !== undefined && (scheme === undefined || schemes.some(isPostgres));
  const rest = guarded ? '(?:\\/[!->@-~]*)?(?:\\?(?!.*(?:host|%))[!-~]*)?' : '(?:[/?#][!-~]*)?';
  return `/^${head}:\\/\\/(?:${user}@)?${hosts}(?::[1-5]?[0-9]{1,4})?${rest}$/`;
};

const STRIPE = new Map([
  ['stripe-secret-key', '[sr]k'],
  ['stripe-publishable-key', 'pk'],
]);

/** The literal for a Stripe key of the mode that is asked; undefined where none is, or where the contract tells modes in its own way. */
export const stripePattern = (planned: PlannedVariable, environment: number): string | undefined => {
  const prefix = STRIPE.get(planned.variable.type);
  const mode = modeAsked(planned, environment);
  return prefix === undefined || mode === undefined || planned.variable.modes !== undefined ? undefined : `/^${prefix}_${mode}_\\w+$/`;
};
