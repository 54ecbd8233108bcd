/** The shared suite's world on the forge simulator: a private repository of an organisation, its people, and one App. */
import { type Simulator, startForge } from 'forge-simulator';
import type { Actor, ForgeWorld, Opening, ProtectionRules, WorldFault } from '../suite/world.fixture.ts';
import { openGitHub } from './open.ts';

const ORGANISATION = 'acme';
const REPOSITORY = `${ORGANISATION}/koomy`;
const PEOPLE = ['admin', 'writer', 'reviewer', 'reader', 'stranger'] as const;

const CLASSIC = (rules: ProtectionRules) => ({
  required_pull_request_reviews: { required_approving_review_count: rules.approvals },
  required_status_checks: { strict: rules.strict, checks: rules.checks.map((context) => ({ context })) },
  enforce_admins: rules.admins,
  restrictions: null,
});

const APP_PERMISSIONS = Object.fromEntries(
  ['actions', 'actions_variables', 'checks', 'contents', 'deployments', 'environments', 'issues', 'members', 'pull_requests', 'secrets']
    .map((permission) => [permission, 'write'] as const)
    .concat([['administration', 'write']]),
);

/** Skips, then hits requests of the REST interface only: git's own are how the world is built. */
function addFault(forge: Simulator, { method, skip = 0, retryAfter, ...effect }: WorldFault): void {
  let left = skip;
  forge.faults.add({
    ...effect,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    match: (asked, path) => {
      if (!path.startsWith('/api/') || (method !== undefined && asked !== method)) return false;
      left -= 1;
      return left < 0;
    },
  });
}

export async function simulatedWorld(): Promise<ForgeWorld> {
  const forge = await startForge();
  const people = new Map(PEOPLE.map((actor) => [actor as Actor, forge.addUser({ login: `${actor}-1` })]));
  const login = (actor: Actor): string => (actor === 'app' ? 'lockflight[bot]' : `${actor}-1`);
  forge.addOrg({ login: ORGANISATION, owners: [login('admin')] });
  const team = forge.addTeam({ org: ORGANISATION, slug: 'release', members: [login('reviewer')] });
  await forge.createRepository({ owner: ORGANISATION, name: 'koomy', private: true, files: { 'README.md': 'koomy\n' } });
  for (const [actor, role] of [
    ['admin', 'admin'],
    ['writer', 'write'],
    ['reviewer', 'write'],
    ['reader', 'read'],
  ] as const) {
    forge.grant(REPOSITORY, login(actor), role);
  }
  const app = forge.addApp({ slug: 'lockflight', permissions: APP_PERMISSIONS });
  const tokenOf = (actor: Actor): string => (actor === 'app' ? app.token : (people.get(actor)?.token ?? 'ghp_no-longer-valid'));

  const open = (actor: Actor, fullName: string, { waits, timeoutMs }: Opening = {}) =>
    openGitHub({
      apiUrl: forge.apiUrl,
      fullName,
      token: tokenOf(actor),
      sleep: async (milliseconds) => waits?.push(milliseconds),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });

  /** What the port has no words for, done as the administrator. */
  const rest = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const response = await fetch(`${forge.apiUrl}/repos/${REPOSITORY}${path}`, {
      method,
      headers: { authorization: `Bearer ${tokenOf('admin')}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  };

  const inspect = async (commit: string): Promise<{ tree: string; parents: readonly string[] }> => {
    const { commit: inner, parents } = (await rest('GET', `/commits/${commit}`)) as {
      commit: { tree: { sha: string } };
      parents: readonly { sha: string }[];
    };
    return { tree: inner.tree.sha, parents: parents.map(({ sha }) => sha) };
  };

  const headOf = async (branch: string): Promise<string | undefined> => open('admin', REPOSITORY).branchHead(branch);

  const commit: ForgeWorld['commit'] = async (branch, files, { by = 'writer', from = 'main', replace = false } = {}) => {
    const head = await headOf(branch);
    const parent = head === undefined ? await headOf(from) : replace ? (await inspect(head)).parents[0] : undefined;
    const made = await forge.commit(REPOSITORY, {
      branch,
      files,
      message: `Change ${branch}`,
      by: login(by),
      ...(parent === undefined ? {} : { parent }),
    });
    return { commit: made, tree: (await inspect(made)).tree };
  };

  return {
    fullName: REPOSITORY,
    team: team.name,
    tokenPattern: /gh[ps]_\w+/,
    login,
    as: (actor, opening) => open(actor, REPOSITORY, opening),
    elsewhere: (actor, fullName) => open(actor, fullName),
    commit,
    pushOften: async (branch, count) => {
      for (let at = 0; at < count; at += 1) await forge.commit(REPOSITORY, { branch, files: { 'n.txt': `${at}` }, message: `${at}` });
    },
    branches: async (name, count) => {
      const parent = await headOf('main');
      const names = Array.from({ length: count }, (_, index) => `${name}-${index}`);
      for (const branch of names) {
        await forge.commit(REPOSITORY, {
          branch,
          files: { [`${branch}.txt`]: branch },
          message: branch,
          ...(parent === undefined ? {} : { parent }),
        });
      }
      return names;
    },
    deleteBranch: async (branch) => {
      await rest('DELETE', `/git/refs/heads/${branch}`);
    },
    editReview: async (number, review, body) => {
      await rest('PUT', `/pulls/${number}/reviews/${review}`, { body });
    },
    retarget: async (number, base) => {
      await rest('PATCH', `/pulls/${number}`, { base });
    },
    inspect,
    protect: async (branch, rules) => forge.protect(REPOSITORY, branch, CLASSIC(rules)),
    protectTags: async (pattern) => {
      forge.addRuleset(REPOSITORY, {
        name: `tags ${pattern}`,
        target: 'tag',
        enforcement: 'active',
        conditions: { ref_name: { include: [`refs/tags/${pattern}`], exclude: [] } },
        rules: [{ type: 'update' }, { type: 'deletion' }],
        bypass_actors: [],
      });
    },
    annotations: async (id) => {
      const pages = [1, 2].map((page) => rest('GET', `/check-runs/${id}/annotations?per_page=100&page=${page}`));
      return (await Promise.all(pages)).flatMap((page) =>
        (page as unknown as readonly { message: string }[]).map(({ message }) => message),
      );
    },
    organizationRuleset: async (name, ref) => {
      forge.addOrgRuleset(ORGANISATION, {
        name,
        target: 'branch',
        enforcement: 'active',
        conditions: { ref_name: { include: [ref], exclude: [] }, repository_name: { include: ['~ALL'], exclude: [] } },
        rules: [{ type: 'deletion' }],
        bypass_actors: [],
      });
    },
    openIssue: async ({ title, labels }) => (await rest('POST', '/issues', { title, labels })).number as number,
    closeIssue: async (number) => {
      await rest('PATCH', `/issues/${number}`, { state: 'closed' });
    },
    run: async ({ commit: headCommit, branch: headBranch, ...run }) =>
      forge.completeRun(REPOSITORY, { ...run, headCommit, headBranch, jobs: ['test'] }).id,
    workflow: async (path) => {
      const inputs = ['step', 'why'].map((name) => `      ${name}:\n        required: false\n`).join('');
      const file = `name: Hold\nrun-name: \${{ inputs.why }}\non:\n  workflow_dispatch:\n    inputs:\n${inputs}jobs: {}\n`;
      await forge.commit(REPOSITORY, { branch: 'main', files: { [path]: file }, message: 'Add a workflow' });
    },
    setName: async (name, kind, environment) => {
      const setting = { name, value: 'never shown', ...(environment === undefined ? {} : { environment }) };
      if (kind === 'secret') forge.setSecret(REPOSITORY, setting);
      else forge.setVariable(REPOSITORY, setting);
    },
    secretValue: async (environment, name) => forge.secret(REPOSITORY, environment, name),
    fault: (fault) => addFault(forge, fault),
    clearFaults: () => forge.faults.clear(),
    close: () => forge.stop(),
  };
}
