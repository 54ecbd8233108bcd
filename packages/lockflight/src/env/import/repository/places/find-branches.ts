/**
 * Which branch production and staging run: workflows that push to an environment say it outright, the history says which branch is merged into which,
 * names say the rest. Input: branches, merge counts, workflows; output: lines, each with its reason. Pure.
 */
import type { EnvironmentKind } from '../../../../contract/model.ts';
import type { Text } from '../../../../contract/text.ts';
import type { Reason, Spot, Undecided } from '../../draft/model.ts';
import { environmentOf } from '../../heads/environment-words.ts';
import type { RepositoryFacts } from '../facts.ts';
import { undecided } from '../said.ts';
import type { WorkflowFacts } from './workflow-facts.ts';

export interface BranchLine {
  readonly branch: string;
  /** The environment that it carries. */
  readonly name: string;
  readonly kind: EnvironmentKind;
  readonly reason: Reason;
}

/** Branches that live as long as the project. */
export const LONG_LIVED =
  /^(?:main|master|trunk|production|prod|prd|live|release|stable|staging|stage|stg|preprod|pre-production|pre-prod|uat|qa|develop|development|dev|next|test|testing|integration|sandbox|demo|preview|recette)$/i;

/** A branch for each release, kept for its mends. */
export const RELEASES = /^(?:releases?|rel|support|maintenance|stable)[/-]v?\d+(?:[.-](?:\d+|x))*$/i;

const some = (names: readonly string[]): string => (names.length > 3 ? `${names.slice(0, 3).join(', ')}...` : names.join(', '));

export const isBranchName = (name: string): boolean =>
  name.length <= 200 && /^(?![-/.])(?!.*(?:\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)))(?!.*[/.]$)(?!@$)[^\p{Cc} ~^:?*[\\]+$/u.test(name);

export const findBranches = (
  facts: RepositoryFacts,
  workflows: readonly WorkflowFacts[],
): { readonly lines: readonly BranchLine[]; readonly undecided: readonly Undecided[] } => {
  const all = facts.branches.map(({ name }) => name);
  const list: Undecided[] = [];
  const lines: BranchLine[] = [];
  const add = (line: BranchLine): void => {
    if (lines.some((each) => each.branch === line.branch || each.name === line.name)) return;
    lines.push(line);
  };
  const claims = claimsIn(workflows, all);
  for (const claim of claims) {
    const { plain, ...line } = claim;
    const production = claims.find((each) => each.branch === line.branch && each.kind === 'production');
    // One push that goes all the way: the branch is production's, for that is where it ends.
    if (line.kind === 'staging' && plain && production !== undefined) list.push(alike(line, production));
    else add(line);
  }
  const at: Spot = { file: '.git', line: 1 };
  const production = lines.find(({ kind }) => kind === 'production')?.branch ?? productionBranch(facts);
  if (production === undefined) return { lines, undecided: list };
  add({
    branch: production,
    name: 'production',
    kind: 'production',
    reason: { at, why: whyProduction(facts, production) },
  });
  const feeding = facts.merges
    .filter(({ into, from, times }) => into === production && from !== production && times >= backwards(facts, from, production))
    .toSorted((a, b) => b.times - a.times);
  const candidates = [
    ...feeding.map(({ from, times }) => ({ branch: from, times })),
    ...all
      .filter((name) => environmentOf(name)?.kind === 'staging' && !feeding.some(({ from }) => from === name))
      .map((branch) => ({ branch, times: 0 })),
  ].filter(({ branch }) => branch !== production && LONG_LIVED.test(branch));
  for (const { branch, times } of candidates) {
    const known = environmentOf(branch);
    const name = known?.kind === 'staging' ? known.name : 'staging';
    if (known?.kind === 'preview' || (known?.kind !== 'staging' && lines.some(({ kind }) => kind === 'staging'))) continue;
    const why =
      times > 0
        ? { en: `${branch} was merged into ${production} ${times} times`, fr: `${branch} a été fusionnée dans ${production} ${times} fois` }
        : { en: `the branch ${branch}`, fr: `la branche ${branch}` };
    add({ branch, name, kind: 'staging', reason: { at, why } });
    if (known?.kind !== 'staging')
      list.push(
        undecided(
          at,
          {
            en: `${branch} feeds ${production}: drafted as the branch of staging. Is it deployed somewhere?`,
            fr: `${branch} alimente ${production} : prise pour la branche de staging. Est-elle déployée quelque part ?`,
          },
          { environment: name },
        ),
      );
  }
  const { releases } = facts;
  if (releases.length > 0)
    list.push(
      undecided(at, {
        en: `branches of releases (${releases.length}: ${some(releases)}): an environment has one branch in a contract. Which one does production run?`,
        fr: `branches de versions (${releases.length} : ${some(releases)}) : un environnement n'a qu'une branche dans un contrat. Laquelle la production exécute-t-elle ?`,
      }),
    );
  const staging = lines.find(({ kind }) => kind === 'staging')?.branch;
  for (const { from, into, times } of facts.merges)
    if (into === staging && from !== production && LONG_LIVED.test(from) && !lines.some(({ branch }) => branch === from))
      list.push(
        undecided(at, {
          en: `${from} was merged into ${into} ${times} times: is there an environment for it too?`,
          fr: `${from} a été fusionnée dans ${into} ${times} fois : a-t-elle aussi un environnement ?`,
        }),
      );
  return { lines, undecided: list };
};

interface Claim extends BranchLine {
  /** Nothing but the trigger of the workflow says so. */
  readonly plain: boolean;
}

/** What workflows say outright: pushes to a branch run a job of an environment. */
const claimsIn = (workflows: readonly WorkflowFacts[], all: readonly string[]): readonly Claim[] =>
  workflows.flatMap(({ file, pushes, jobs }) =>
    jobs.flatMap(({ places }) => {
      const spoken = places.flatMap(({ branches }) => branches);
      return places.flatMap(({ environment, line, branches }): readonly Claim[] => {
        const known = environmentOf(environment);
        const carried = branches.length > 0 ? branches : (pushes ?? []).filter((each) => !spoken.includes(each));
        const [branch] = carried;
        if (known === undefined || branch === undefined || carried.length > 1 || !all.includes(branch)) return [];
        if (known.kind !== 'staging' && known.kind !== 'production') return [];
        const why = { en: `pushes to ${branch} run this`, fr: `les envois sur ${branch} lancent ceci` };
        return [{ ...known, branch, plain: branches.length === 0, reason: { at: { file, line }, why } }];
      });
    }),
  );

const alike = ({ branch, name, reason }: BranchLine, { name: production }: BranchLine): Undecided =>
  undecided(
    reason.at,
    {
      en: `pushes to ${branch} deploy to ${name} and to ${production}: a step between them needs a branch for each`,
      fr: `les envois sur ${branch} déploient vers ${name} et vers ${production} : une étape entre eux demande une branche pour chacun`,
    },
    { environment: name },
  );

const whyProduction = (facts: RepositoryFacts, production: string): Text => {
  if (environmentOf(production)?.kind === 'production') return { en: `the branch ${production}`, fr: `la branche ${production}` };
  if (facts.merges.some(({ into }) => into === production))
    return { en: `the branch ${production}, into which others are merged`, fr: `la branche ${production}, où d'autres sont fusionnées` };
  if (facts.branches.some(({ name, isDefault }) => isDefault && name === production))
    return { en: `${production}, the default branch`, fr: `${production}, la branche par défaut` };
  return facts.branches.length === 1
    ? { en: `${production}, the only branch that lasts`, fr: `${production}, la seule branche durable` }
    : { en: `the branch ${production}, by its name`, fr: `la branche ${production}, d'après son nom` };
};

/** How often production came back into it. */
const backwards = ({ merges }: RepositoryFacts, branch: string, production: string): number =>
  merges.find(({ from, into }) => from === production && into === branch)?.times ?? 0;

/** By its name; else the default branch; else what most others are merged into. */
const productionBranch = ({ branches, merges }: RepositoryFacts): string | undefined => {
  const names = branches.map(({ name }) => name);
  const loud = names.find((name) => /^(?:production|prod|prd|live)$/i.test(name));
  if (loud !== undefined) return loud;
  const usual = ['main', 'master', 'trunk', 'stable'].find((name) => names.includes(name));
  const into = merges.toSorted((a, b) => b.times - a.times)[0]?.into;
  return usual ?? branches.find(({ isDefault }) => isDefault)?.name ?? into ?? (names.length === 1 ? names[0] : undefined);
};
