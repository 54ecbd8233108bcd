/** What a running service says of itself at `/.well-known/lockflight`: where it runs, and which commit, and under which contract. Its names of variables are read elsewhere (`names.ts`). */
import type { Environment, ReportPlace } from '../../../contract/model.ts';
import { askJson, failing } from './ask-json.ts';
import type { Host } from './host.ts';
import { fieldOf } from './json.ts';

export interface ServiceReport {
  readonly commit: string;
  /** Where the service knows it; else it is the commit's. */
  readonly tree?: string;
  /** SHA-256 of the contract that it was built under, hex, where it says so. */
  readonly contract?: string;
}

const WELL_KNOWN = '/.well-known/lockflight';

const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Errors: `source-*`; `source-nonsense` too where it names no commit or another environment. */
export const readReport = async (host: Host, environment: Environment, { url, token }: ReportPlace): Promise<ServiceReport> => {
  const name = `report of ${environment.name}`;
  const { body } = await askJson(host, { name, url, path: WELL_KNOWN, ...(token === undefined ? {} : { token }) });
  const nonsense = (en: string, fr: string) => failing(name)('source-nonsense', en, fr);
  const where = fieldOf(body, 'environment');
  if (typeof where !== 'string' || ![environment.name, ...environment.aliases].includes(where))
    throw nonsense('the service says that it runs elsewhere', "le service dit qu'il tourne ailleurs");
  const [commit, tree] = [fieldOf(body, 'commit'), fieldOf(body, 'tree') ?? undefined];
  if (typeof commit !== 'string' || !ID.test(commit))
    throw nonsense('the service does not say which commit it runs', 'le service ne dit pas quel commit il exécute');
  const said = fieldOf(body, 'contract') ?? undefined;
  if (said !== undefined && (typeof said !== 'string' || !/^[0-9a-f]{64}$/.test(said)))
    throw nonsense("the service's contract is no digest", "le contrat du service n'est pas une empreinte");
  const contract = said === undefined ? {} : { contract: said };
  if (tree === undefined) return { commit, ...contract };
  if (typeof tree !== 'string' || !ID.test(tree)) throw nonsense("the service's tree is no tree", "l'arbre du service n'en est pas un");
  return { commit, tree, ...contract };
};
