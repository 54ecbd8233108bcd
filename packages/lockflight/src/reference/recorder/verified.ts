/**
 * What the recorder's workflow holds the fetched package against: the digest in the contract, else the one in the lockfile beside it. Pure. Where neither says what
 * this version is, byte by byte, no workflow is written: what runs beside the key would be whatever the registry gives on that day.
 */
import type { Text } from '../../contract/text.ts';

/** Lockflight, as a lockfile has it. */
export interface Locked {
  /** The lockfile's name. */
  readonly file: string;
  readonly version: string;
  /** `sha512-...`; absent where the lockfile has no digest of it (a link, a folder). */
  readonly integrity?: string;
}

export type Verified = { readonly integrity: string } | { readonly message: Text; readonly fix: Text };

/** `version`: of the Lockflight that writes the workflow, which is the one that it pins. */
export const verifiedBy = (version: string, written: string | undefined, locked: Locked | undefined): Verified => {
  const same = locked?.version === version ? locked : undefined;
  if (written !== undefined && same?.integrity !== undefined && same.integrity !== written) return disagreeing(version, same);
  const integrity = written ?? same?.integrity;
  if (integrity !== undefined) return { integrity };
  if (locked !== undefined && same === undefined) return anotherVersion(version, locked);
  return {
    message: {
      en: `nothing says what lockflight ${version} is, byte by byte: the recorder would run whatever the registry gives`,
      fr: `rien ne dit ce qu'est lockflight ${version}, octet par octet : le greffier lancerait ce que donne le registre de paquets`,
    },
    fix: {
      en: `npm install --save-dev --save-exact lockflight@${version}, and commit package-lock.json; or, under generate.recorder: \`integrity:\`, with what says: npm view lockflight@${version} dist.integrity`,
      fr: `npm install --save-dev --save-exact lockflight@${version}, puis committez package-lock.json ; ou, sous generate.recorder : \`integrity:\`, avec ce que dit : npm view lockflight@${version} dist.integrity`,
    },
  };
};

const disagreeing = (version: string, { file }: Locked): Verified => ({
  message: {
    en: `generate.recorder.integrity and ${file} name two different packages as lockflight ${version}`,
    fr: `generate.recorder.integrity et ${file} désignent deux paquets différents comme lockflight ${version}`,
  },
  fix: {
    en: `find out which is right (npm view lockflight@${version} dist.integrity); where the lockfile is, take \`integrity\` out of the contract`,
    fr: `cherchez lequel est le bon (npm view lockflight@${version} dist.integrity) ; si c'est le fichier de verrouillage, retirez \`integrity\` du contrat`,
  },
});

const anotherVersion = (version: string, locked: Locked): Verified => ({
  message: {
    en: `${locked.file} locks lockflight ${locked.version}, and this is ${version}`,
    fr: `${locked.file} verrouille lockflight ${locked.version}, et c'est la version ${version} qui tourne`,
  },
  fix: {
    en: `run the locked one (npm ci, then npx lockflight generate), or lock this one: npm install --save-dev --save-exact lockflight@${version}`,
    fr: `lancez celle qui est verrouillée (npm ci, puis npx lockflight generate), ou verrouillez celle-ci : npm install --save-dev --save-exact lockflight@${version}`,
  },
});
