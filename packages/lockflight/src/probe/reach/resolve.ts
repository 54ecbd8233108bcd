/** A host becomes addresses once, and every connection of the probe goes to one of them: a name server that changes its mind between two questions changes nothing. */
import { errored, failed, Stop } from '../check.ts';
import { isForbidden, isPrivate } from './forbidden.ts';

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** As `dns.promises.lookup` with `all`: what the system's own resolver says, in its order. */
export type Lookup = (host: string) => Promise<readonly Address[]>;

/**
 * `own`: the host of a variable of the contract, which may be in a private network; else a vendor's, which may not.
 * Throws `Stop`: `service-host-unknown`, `service-address-refused`.
 */
export const resolveOnce = async (host: string, variable: string, own: boolean, lookup: Lookup): Promise<readonly Address[]> => {
  const addresses = await lookup(host).catch((error: NodeJS.ErrnoException) => {
    throw new Stop(
      error.code === 'EAI_AGAIN'
        ? errored('reachable', 'service-host-unknown', 'no name server answered', "aucun serveur de noms n'a répondu")
        : failed('reachable', 'service-host-unknown', `no host of the name in ${variable}`, `aucun hôte du nom que porte ${variable}`),
    );
  });
  // One address of these among others is enough: whoever answers so has a reason.
  if (addresses.some(({ address }) => isForbidden(address))) throw new Stop(refused(variable));
  if (!own && addresses.some(({ address }) => isPrivate(address))) {
    throw new Stop(
      failed(
        'reachable',
        'service-address-refused',
        `the vendor's host leads into a private network`,
        `l'hôte du fournisseur mène dans un réseau privé`,
      ),
    );
  }
  if (addresses.length === 0) {
    throw new Stop(
      failed('reachable', 'service-host-unknown', `${variable}: the host has no address`, `${variable} : l'hôte n'a pas d'adresse`),
    );
  }
  return addresses;
};

const refused = (variable: string) =>
  failed(
    'reachable',
    'service-address-refused',
    `the host in ${variable} is a link-local, metadata or nobody's address`,
    `l'hôte de ${variable} est une adresse locale au lien, de métadonnées ou de personne`,
  );
