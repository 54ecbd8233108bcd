/** Opening, editing, retargeting, closing and updating pull requests, with the refusals that GitHub gives (422). */
import { signatureOf } from '../effects/merge-pull.ts';
import { publishHead, refMoved } from '../effects/ref-moved.ts';
import { readRef } from '../git/bare-repository.ts';
import { mergeTrees } from '../git/merges.ts';
import { isAncestor, moveRef } from '../git/refs.ts';
import { writeCommit } from '../git/write-commit.ts';
import { judgeRefChange } from '../rules/ref-change.ts';
import { callerOf, repositoryFor, WRITE } from '../web/access.ts';
import { type Answer, created, invalid, notFound, ok, Refusal } from '../web/answer.ts';
import { flag, optionalText, textField } from '../web/fields.ts';
import { type Call, route } from '../web/router.ts';
import { may } from '../world/membership.ts';
import type { Pull } from '../world/pull.ts';
import type { Repository } from '../world/repository.ts';
import { nextId, savePull } from '../world/world.ts';
import { pullOf, shown } from './pulls.ts';

const custom = (message: string): Refusal => invalid('PullRequest', { code: 'custom', message });

interface Head {
  readonly repository: Repository;
  readonly ref: string;
  readonly sha: string;
}

/** `branch`, or `owner:branch` of this repository or of a fork of it. */
const findHead = async (call: Call, repository: Repository, head: string): Promise<Head> => {
  const [first = '', ...rest] = head.split(':');
  const owner = rest.length === 0 ? repository.owner.login : first;
  const ref = rest.length === 0 ? first : rest.join(':');
  const from = [repository, ...call.world.repositories.values()].find(
    (r) => r.owner.login.toLowerCase() === owner.toLowerCase() && (r === repository || r.parent === repository),
  );
  const sha = from === undefined ? undefined : await readRef(from.dir, `refs/heads/${ref}`);
  if (from === undefined || sha === undefined) throw invalid('PullRequest', { code: 'invalid', field: 'head' });
  return { repository: from, ref, sha };
};

const checkNew = async (repository: Repository, head: Head, base: { readonly ref: string; readonly sha: string }): Promise<void> => {
  const label = `${head.repository.owner.login}:${head.ref}`;
  const twin = [...repository.pulls.values()].find(
    (pull) => pull.state === 'open' && pull.head.repository === head.repository && pull.head.ref === head.ref && pull.base.ref === base.ref,
  );
  if (twin !== undefined) throw custom(`A pull request already exists for ${label}.`);
  const common = await repository.git(['merge-base', base.sha, head.sha], { accept: [0, 1] });
  if (common.code !== 0) throw custom(`The ${base.ref} branch has no history in common with ${label}`);
  if (common.stdout.trim() === head.sha) throw custom(`No commits between ${base.ref} and ${head.ref}`);
};

const baseOf = async (repository: Repository, ref: string): Promise<{ readonly ref: string; readonly sha: string }> => {
  const sha = await readRef(repository.dir, `refs/heads/${ref}`);
  if (sha === undefined) throw invalid('PullRequest', { code: 'invalid', field: 'base' });
  return { ref, sha };
};

const create = (call: Call): Promise<Answer> => {
  const repository = repositoryFor(call, { role: 'read', app: 'pull_requests:write' });
  const { world } = call;
  const author = callerOf(call).account;
  return repository.lock(async () => {
    const title = textField(call.body, 'PullRequest', 'title');
    const base = await baseOf(repository, textField(call.body, 'PullRequest', 'base'));
    const head = await findHead(call, repository, textField(call.body, 'PullRequest', 'head'));
    // Whoever opens a pull request may write to its head.
    if (!may(world, head.repository, call.identity, { role: 'write', app: 'pull_requests:write' })) throw notFound();
    if (head.repository !== repository) await repository.git(['fetch', '--quiet', '--no-tags', head.repository.dir, head.sha]);
    await checkNew(repository, head, base);
    repository.lastNumber += 1;
    const now = world.clock.now();
    const pull: Pull = {
      id: nextId(world),
      number: repository.lastNumber,
      title,
      body: optionalText(call.body, 'body') ?? null,
      state: 'open',
      draft: flag(call.body, 'draft', false),
      author,
      head,
      base,
      labels: [],
      createdAt: now,
      updatedAt: now,
    };
    savePull(world, repository, pull);
    await publishHead(repository, pull);
    return created(await shown(call, repository, pull));
  });
};

const reopened = async (repository: Repository, pull: Pull): Promise<Pull> => {
  if (pull.merged !== undefined) throw custom('The pull request cannot be reopened: it was merged.');
  const sha = await readRef(pull.head.repository.dir, `refs/heads/${pull.head.ref}`);
  if (sha === undefined) throw custom(`The ${pull.head.ref} branch has been deleted.`);
  const { closedAt: _, ...open } = pull;
  return { ...open, state: 'open', head: { ...pull.head, sha }, base: await baseOf(repository, pull.base.ref) };
};

const update = (call: Call): Promise<Answer> => {
  // Its author may always change it.
  const repository = repositoryFor(call, { role: 'read', app: 'pull_requests:write' });
  const caller = callerOf(call);
  return repository.lock(async () => {
    let pull = pullOf(call, repository);
    const allowed = may(call.world, repository, caller, { role: 'triage', app: 'pull_requests:write' });
    if (!allowed && pull.author !== caller.account) throw new Refusal(403, 'Must have triage access to change a pull request.');
    const now = call.world.clock.now();
    const state = optionalText(call.body, 'state');
    const base = optionalText(call.body, 'base');
    if (state === 'closed' && pull.state === 'open') pull = { ...pull, state: 'closed', closedAt: now };
    if (state === 'open' && pull.state === 'closed') pull = await reopened(repository, pull);
    if (base !== undefined && base !== pull.base.ref) {
      const target = await baseOf(repository, base);
      if (pull.state === 'closed') throw custom('Cannot change the base branch of a closed pull request.');
      await checkNew(repository, pull.head, target);
      const change = { at: now, from: pull.base.ref, to: target.ref };
      pull = { ...pull, base: target, retargeted: [...(pull.retargeted ?? []), change] };
    }
    const title = optionalText(call.body, 'title') ?? pull.title;
    const body = optionalText(call.body, 'body') ?? pull.body;
    return ok(await shown(call, repository, savePull(call.world, repository, { ...pull, title, body, updatedAt: now })));
  });
};

/** "Update a pull request branch": merges the base into the head. */
const updateBranch = (call: Call): Promise<Answer> => {
  const repository = repositoryFor(call, WRITE('pull_requests'));
  const identity = callerOf(call);
  const { world } = call;
  return repository.lock(async () => {
    const pull = pullOf(call, repository);
    const expected = optionalText(call.body, 'expected_head_sha');
    if (expected !== undefined && expected !== pull.head.sha) throw new Refusal(422, 'expected head sha didn’t match current head ref.');
    if (await isAncestor(repository.git, pull.base.sha, pull.head.sha))
      throw new Refusal(422, 'There are no new commits on the base branch.');
    const tree = await mergeTrees(repository.git, pull.head.sha, pull.base.sha);
    if (tree === undefined) throw new Refusal(422, 'merge conflict between base and head');
    const target = pull.head.repository;
    const author = signatureOf(identity.account, world.clock.now());
    const message = `Merge branch '${pull.base.ref}' into ${pull.head.ref}`;
    const draft = { tree, parents: [pull.head.sha, pull.base.sha], message, author, committer: author };
    const sha = await writeCommit(repository.git, draft);
    if (target !== repository) await target.git(['fetch', '--quiet', '--no-tags', repository.dir, sha]);
    const move = { ref: `refs/heads/${pull.head.ref}`, before: pull.head.sha, after: sha };
    const [violation] = judgeRefChange(world, target, { ...move, identity }).refused;
    if (violation !== undefined) throw new Refusal(422, violation.message);
    if (!(await moveRef(target.git, move.ref, move.before, move.after))) throw new Refusal(422, 'The head branch was modified.');
    await refMoved(world, target, { ...move, by: identity.account });
    return {
      status: 202,
      body: { message: 'Updating pull request branch.', url: `${world.url}/${repository.fullName}/pull/${pull.number}` },
    };
  });
};

export const pullChangeRoutes = [
  route('POST', '/repos/{owner}/{repo}/pulls', create),
  route('PATCH', '/repos/{owner}/{repo}/pulls/{number}', update),
  route('PUT', '/repos/{owner}/{repo}/pulls/{number}/update-branch', updateBranch),
];
