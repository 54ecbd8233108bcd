/** The parts of a service that a probe asks for. One that is missing ends the probe with the name of what to set, or of what the contract does not say. */
import { verbatim } from '../contract/text.ts';
import { errored, failed, Stop } from './check.ts';
import type { Part, ProbeInput } from './probe.ts';

export const partOf = (input: ProbeInput, part: string): Part | undefined => input.parts.find((p) => p.part === part);

/** Throws `Stop`. */
export const requiredPart = (input: ProbeInput, part: string): Part => {
  const found = partOf(input, part);
  if (found !== undefined) return found;
  const named = input.named.find((n) => n.part === part);
  if (named === undefined) throw new Stop(notDeclared(input, part));
  throw new Stop(failed('address', 'service-not-set', `${named.variable} is not set`, `${named.variable} n'est pas définie`));
};

export const notDeclared = (input: ProbeInput, part: string, check = 'address') =>
  errored(
    check,
    'service-not-declared',
    `the contract names no variable for its ${part}`,
    `le contrat ne nomme pas de variable pour sa partie ${part}`,
    verbatim(`services: { ${input.service}: { ${part}: VARIABLE } }`),
  );

/** Throws `Stop`: not an absolute URL of one of these schemes, or one that names its host twice. */
export const urlOf = (part: Part, schemes: readonly string[]): URL => {
  const url = URL.canParse(part.value) ? new URL(part.value) : undefined;
  if (url === undefined || !schemes.includes(url.protocol.slice(0, -1)) || url.hostname === '') {
    throw new Stop(
      failed(
        'address',
        'service-address-invalid',
        `${part.variable} is no ${schemes.join(' or ')} address with one host`,
        `${part.variable} n'est pas une adresse ${schemes.join(' ou ')} avec un seul hôte`,
      ),
    );
  }
  // The contract judged the host in the address; some clients let a parameter replace it.
  const elsewhere = ['host', 'hostaddr', 'port', 'service'].find((name) => url.searchParams.has(name));
  if (elsewhere !== undefined && schemes.includes('postgres')) {
    throw new Stop(
      failed(
        'address',
        'service-address-refused',
        `${part.variable} names another host in the parameter ${elsewhere}`,
        `${part.variable} nomme un autre hôte dans le paramètre ${elsewhere}`,
      ),
    );
  }
  return url;
};

/** A URL keeps an IPv6 host in brackets; sockets want it without. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

/** Percent-encoded as it stands in a URL; a broken encoding stays as it is. */
export const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
