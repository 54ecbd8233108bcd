/**
 * The environments of a repository: from the paths of its files of variables, its workflows, its hosts' files and its branches. There is always one for
 * developers and one for production; what only the second half of a sentence says ("it has branches, so it has a production") is on the list. Pure.
 */
import { path } from '../../../../contract/grammar/shapes.ts';
import type { EnvironmentKind } from '../../../../contract/model.ts';
import type { DraftEnvironment, Reason, Spot, Undecided } from '../../draft/model.ts';
import { environmentOf } from '../../heads/environment-words.ts';
import type { RepositoryFacts } from '../facts.ts';
import { undecided } from '../said.ts';
import { envFileKind, isSampleWord } from '../samples/env-file-kind.ts';
import { findBranches, isBranchName } from './find-branches.ts';
import { both, fileMentions, type Mention, nameOf, scriptMentions } from './mentions.ts';
import type { WorkflowFacts } from './workflow-facts.ts';

export interface FoundEnvironments {
  readonly environments: readonly DraftEnvironment[];
  /** The environment that a word of the repository means. */
  readonly called: (words: string) => string | undefined;
  readonly undecided: readonly Undecided[];
  /** Those that a workflow deploys to, with the job. */
  readonly deployed: ReadonlyMap<string, Spot>;
}

const RANK: Readonly<Record<EnvironmentKind, number>> = { development: 0, preview: 1, staging: 2, production: 3 };
const USUAL: ReadonlyMap<string, readonly string[]> = new Map([
  ['local', ['development', 'dev']],
  ['production', ['prod']],
  ['staging', ['stage']],
]);
/** Environments of GitHub that publish something, and run nothing. */
const PUBLISHING = /^(?:github-pages|npm|pypi|release|releases|publish|docs|crates\.io|copilot|testpypi|maven|chromatic)$/i;

export const findEnvironments = (facts: RepositoryFacts, workflows: readonly WorkflowFacts[]): FoundEnvironments => {
  const list: Undecided[] = [];
  const deployed = new Map<string, Spot>();
  const mentions: Mention[] = [...fileMentions(facts)];
  for (const { file, jobs } of workflows) {
    for (const { places } of jobs) {
      for (const { environment, branches: own, line, by } of places) {
        if (PUBLISHING.test(environment)) continue;
        const at = { file, line };
        const known = environmentOf(environment);
        if (known === undefined || known.name === 'ci') {
          if (by === 'declared' && !environment.includes('${{') && !/lockflight/i.test(environment)) list.push(unplaced(at, environment));
          continue;
        }
        const name = nameOf(known);
        if (by === 'declared' && !deployed.has(name)) deployed.set(name, at);
        if (by === 'declared' && known.kind === 'development' && own.length > 0) list.push(sharedDevelopment(at, environment, own));
        mentions.push({ name, kind: known.kind, spelling: environment, reason: { at, why: by === 'declared' ? RUNS_IN : CALLED_AFTER } });
      }
    }
  }
  mentions.push(...scriptMentions(facts));
  const branches = findBranches(facts, workflows);
  for (const { kind, name, reason } of branches.lines)
    if (!mentions.some((each) => (kind === 'production' ? each.kind === kind : each.kind === 'staging')))
      mentions.push({ name, kind, reason });
  const names = new Map<string, Mention[]>();
  for (const mention of mentions) names.set(mention.name, [...(names.get(mention.name) ?? []), mention]);
  if (!names.has('local')) names.set('local', []);
  if (![...names.values()].some((each) => each.some(({ kind }) => kind === 'production'))) {
    names.set('production', []);
    list.push(
      undecided(somewhere(facts), {
        en: 'nothing names the environments: `local` and `production` are a guess',
        fr: 'rien ne nomme les environnements : `local` et `production` sont une supposition',
      }),
    );
  }
  const kindOf = (name: string): EnvironmentKind => names.get(name)?.[0]?.kind ?? (name === 'local' ? 'development' : 'production');
  const ordered = [...names.keys()].sort((a, b) => RANK[kindOf(a)] - RANK[kindOf(b)]);
  const taken = new Set([...ordered, ...facts.known.flatMap((known) => [known.name, ...known.aliases])]);
  const carried = branchesOf(ordered, kindOf, branches.lines);
  const environments = ordered.map((name): DraftEnvironment => {
    const said = names.get(name) ?? [];
    const spellings = said.flatMap(({ spelling }) => (spelling === undefined ? [] : [spelling.toLowerCase()])).filter(isName);
    const aliases = [...new Set([...(USUAL.get(name) ?? []), ...spellings])].filter((alias) => !taken.has(alias) && taken.add(alias));
    const branch = carried.get(name);
    const files = realFilesOf(facts, name);
    const host = kindOf(name) === 'preview' && facts.files.includes('.replit') ? { host: 'replit' } : {};
    return {
      name,
      facts: {
        kind: kindOf(name),
        ...(aliases.length === 0 ? {} : { aliases }),
        ...(branch === undefined ? {} : { branch: branch.branch }),
        ...(files.length === 0 ? {} : { files: [...files] }),
        ...host,
      },
      reasons: [...said.slice(0, 2).map(({ reason }) => reason), ...(branch === undefined ? [] : [branch.reason])],
    };
  });
  return settled(facts, { environments, deployed, undecided: [...list, ...branches.undecided] });
};

const unplaced = (at: Spot, environment: string): Undecided =>
  undecided(at, {
    en: `a workflow's environment \`${environment.slice(0, 60)}\` is not in the draft: where does it stand on the way to production?`,
    fr: `l'environnement \`${environment.slice(0, 60)}\` d'un workflow n'est pas dans le brouillon : où se situe-t-il sur le chemin de la production ?`,
  });

const sharedDevelopment = (at: Spot, environment: string, branches: readonly string[]): Undecided =>
  undecided(
    at,
    {
      en: `pushes to ${branches.join(', ')} deploy to \`${environment}\`, which the draft takes for the developers' own machines: if it is a server that people share, give it an environment of its own`,
      fr: `les envois sur ${branches.join(', ')} déploient vers \`${environment}\`, que le brouillon prend pour les postes des développeurs : si c'est un serveur partagé, donnez-lui son propre environnement`,
    },
    { environment: 'local' },
  );

const RUNS_IN = both('a job runs in this environment', "un job s'exécute dans cet environnement");
const CALLED_AFTER = both('a job or a step is called after it', 'un job ou une étape porte son nom');

const isName = (word: string): boolean => /^[a-z0-9][a-z0-9._-]{0,79}$/.test(word);

const somewhere = ({ manifests, samples, files }: RepositoryFacts): Spot => ({
  file: samples[0]?.file ?? manifests[0]?.file ?? files[0] ?? '.',
  line: 1,
});

/** A file of real values is only kept track of by its name. */
const realFilesOf = (facts: RepositoryFacts, name: string): readonly string[] => {
  const targets = facts.samples.flatMap(({ file }) => {
    const kind = envFileKind(file);
    if (
      kind === undefined ||
      kind.ofTests ||
      !kind.sample ||
      (kind.environment === undefined ? 'local' : nameOf(kind.environment)) !== name
    )
      return [];
    const base = file.slice(file.lastIndexOf('/') + 1);
    const own = base.split('.').filter((word) => !isSampleWord(word));
    return own.at(-1) === 'env' || /^\.(?:env|dev\.vars)/.test(base)
      ? [`${file.slice(0, file.lastIndexOf('/') + 1)}${own.join('.') || '.env'}`]
      : [];
  });
  const shared = targets.filter((file) => isPath(file));
  return [...new Set(shared)].slice(0, 50);
};

const isPath = (file: string): boolean => path.safeParse(file).success && !/[\p{Cf}\u2028\u2029]/u.test(file);

const branchesOf = (
  ordered: readonly string[],
  kindOf: (name: string) => EnvironmentKind,
  lines: ReturnType<typeof findBranches>['lines'],
): ReadonlyMap<string, { readonly branch: string; readonly reason: Reason }> => {
  const found = new Map<string, { readonly branch: string; readonly reason: Reason }>();
  const used = new Set<string>();
  for (const name of ordered) {
    const line =
      lines.find((each) => each.name === name && !used.has(each.branch)) ??
      lines.find(
        (each) => each.kind === kindOf(name) && !used.has(each.branch) && !ordered.some((other) => other !== name && other === each.name),
      );
    if (line === undefined || kindOf(name) === 'development' || kindOf(name) === 'preview' || !isBranchName(line.branch)) continue;
    used.add(line.branch);
    found.set(name, { branch: line.branch, reason: line.reason });
  }
  return found;
};

/** Environments of the contract that is there keep their names: what was found is told of them. */
const settled = (facts: RepositoryFacts, found: Omit<FoundEnvironments, 'called'>): FoundEnvironments => {
  const { known } = facts;
  const renamed = new Map<string, string>();
  for (const { name, facts: own } of found.environments) {
    const same =
      known.find((each) => each.name === name || each.aliases.includes(name)) ??
      known.find((each) => each.branch !== undefined && each.branch === own.branch) ??
      onlyOne(known.filter((each) => each.kind === own.kind && (own.kind === 'development' || own.kind === 'production')));
    if (same !== undefined) renamed.set(name, same.name);
  }
  const real = (name: string): string => renamed.get(name) ?? name;
  const branches = new Set(known.flatMap(({ branch }) => branch ?? []));
  const environments = found.environments.map(({ name, facts: own, reasons }) => {
    const { branch, ...rest } = own;
    return { name: real(name), facts: branch === undefined || branches.has(branch) ? rest : own, reasons };
  });
  const unique = environments.filter((each, at) => environments.findIndex(({ name }) => name === each.name) === at);
  return {
    ...found,
    environments: unique,
    deployed: new Map([...found.deployed].map(([name, at]) => [real(name), at])),
    called: (words) => {
      const said = environmentOf(words);
      const name = said === undefined ? undefined : real(nameOf(said));
      // `prod`, where production is called production-eu.
      const kin = said?.kind === 'production' || said?.kind === 'staging' ? unique.filter(({ facts: own }) => own.kind === said.kind) : [];
      return unique.find((each) => each.name === name)?.name ?? (said?.name === said?.kind ? onlyOne(kin)?.name : undefined);
    },
  };
};

const onlyOne = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined);
