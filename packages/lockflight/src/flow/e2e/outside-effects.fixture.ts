/**
 * What commands do to the world outside of their own process, as the ports name it. Every call of both ports is listed: a new one does not compile here, and
 * one that changes something without being expected of these commands is an error when it is made.
 */
import type { Forge } from '../../forge/port.ts';
import type { Git, RefUpdate } from '../../git/port.ts';
import type { World } from '../world.ts';

/** `here`: changes the clone at most. `elsewhere`: changes something, but promote, rollback and record have no business with it. */
type Reach = 'reads' | 'here' | 'effect' | 'elsewhere';

const GIT: Readonly<Record<keyof Git, Reach>> = {
  dir: 'reads',
  topLevel: 'reads',
  isShallow: 'reads',
  resolve: 'reads',
  commit: 'reads',
  line: 'reads',
  isAncestor: 'reads',
  mergeBase: 'reads',
  commitsBetween: 'reads',
  changes: 'reads',
  readFile: 'reads',
  listFiles: 'reads',
  mergeTrees: 'reads',
  writeCommit: 'here',
  emptyTree: 'here',
  refs: 'reads',
  isIgnored: 'reads',
  messages: 'reads',
  remoteUrl: 'reads',
  fetch: 'here',
  remoteRefs: 'reads',
  push: 'effect',
  keep: 'here',
  configured: 'reads',
  isClean: 'reads',
};

const FORGE: Readonly<Record<keyof Forge, Reach>> = {
  fullName: 'reads',
  spending: 'reads',
  repository: 'reads',
  viewer: 'reads',
  account: 'reads',
  accountById: 'reads',
  app: 'reads',
  teamMembers: 'reads',
  commitInfo: 'reads',
  branchHead: 'reads',
  pushes: 'reads',
  protection: 'reads',
  pullRequest: 'reads',
  pullRequests: 'reads',
  pullRequestsOf: 'reads',
  createPullRequest: 'effect',
  mergePullRequest: 'effect',
  closePullRequest: 'effect',
  comment: 'effect',
  reviews: 'reads',
  review: 'elsewhere',
  checkRuns: 'reads',
  setCheckRun: 'effect',
  workflowRuns: 'reads',
  workflowRun: 'reads',
  jobs: 'reads',
  dispatchWorkflow: 'elsewhere',
  openIssues: 'reads',
  deployments: 'reads',
  createDeployment: 'elsewhere',
  setDeploymentStatus: 'elsewhere',
  variableNames: 'reads',
  setEnvironmentSecret: 'elsewhere',
  limitEnvironment: 'elsewhere',
  comments: 'reads',
  commentsSince: 'reads',
  createComment: 'effect',
  updateComment: 'effect',
  removeComment: 'effect',
  react: 'elsewhere',
  edits: 'reads',
  retargets: 'reads',
  permissionOf: 'reads',
  environment: 'reads',
  secretNames: 'reads',
  organizationSecretNames: 'reads',
  rulesets: 'reads',
  branchRules: 'reads',
  createRuleset: 'elsewhere',
  updateRuleset: 'elsewhere',
  removeRuleset: 'elsewhere',
  classicProtection: 'reads',
  setClassicProtection: 'elsewhere',
  removeClassicProtection: 'elsewhere',
  allowMergeMethods: 'elsewhere',
};

/** Called around every effect, with its name. */
export interface Watch {
  before(effect: string): void;
  after(effect: string): void;
}

/** The same world; its effects are told to `watch`. */
export const watched = (world: World, watch: Watch): World => ({
  ...world,
  git: watchedPort(world.git, GIT, watch),
  forge: watchedPort(world.forge, FORGE, watch),
});

const watchedPort = <P extends object>(port: P, reaches: Readonly<Record<keyof P, Reach>>, watch: Watch): P =>
  new Proxy(port, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const reach = reaches[name as keyof P];
      if (reach === 'reads' || reach === 'here') return value;
      return async (...args: readonly unknown[]) => {
        const effect = nameOf(String(name), args);
        if (reach !== 'effect') throw new Error(`${effect} is no effect of these commands: list it`);
        watch.before(effect);
        const answer = await Reflect.apply(value, target, args);
        watch.after(effect);
        return answer;
      };
    },
  });

const nameOf = (call: string, args: readonly unknown[]): string => {
  if (call !== 'push') return call;
  const updates = args[1] as readonly RefUpdate[];
  return `push ${updates.map(({ to, from }) => `${from === null ? '-' : ''}${kindOf(to)}`).join(' ')}`;
};

const kindOf = (ref: string): string => {
  const kinds = ['refs/heads/lockflight/promote/', 'refs/heads/lockflight/rollback/', 'refs/heads/lockflight/ledger', 'refs/tags/archive/'];
  const known = kinds.find((kind) => ref.startsWith(kind));
  if (known === undefined) throw new Error(`${ref} is no ref that these commands push to: list it`);
  return known.replace('refs/heads/lockflight/', '').replace('refs/tags/', '').replace(/\/$/, '');
};
