/** Git references: read, make, move, remove, under the protection that binds them. GitHub's page "REST API endpoints for Git references". */
import { refMoved } from '../effects/ref-moved.ts';
import { refSeen } from '../effects/stale.ts';
import { readRef } from '../git/bare-repository.ts';
import { isAncestor, isRefName, listRefs, moveRef, NO_COMMIT, objectType } from '../git/refs.ts';
import { judgeRefChange, type RefChange, type Violation } from '../rules/ref-change.ts';
import { callerOf, READ, repositoryFor, WRITE } from '../web/access.ts';
import { type Answer, created, noContent, notFound, ok, Refusal } from '../web/answer.ts';
import { textField } from '../web/fields.ts';
import { listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

const refJson = (world: World, repository: Repository, ref: string, sha: string, type: string) => {
  const url = `${world.url}/api/v3/repos/${repository.fullName}/git`;
  return { ref, node_id: `REF_${ref}`, url: `${url}/${ref}`, object: { sha, type, url: `${url}/${type}s/${sha}` } };
};

const nameOf = (call: Call): string => `refs/${call.params.ref ?? ''}`;

const get = async (call: Call) => {
  const repository = repositoryFor(call, READ('contents'));
  const sha = await refSeen(call.world, repository, nameOf(call));
  if (sha === undefined && (await listRefs(repository.git, 'refs/heads/')).length === 0) throw new Refusal(409, 'Git Repository is empty.');
  if (sha === undefined) throw notFound();
  return ok(refJson(call.world, repository, nameOf(call), sha, (await objectType(repository.git, sha)) ?? 'commit'));
};

const matching = async (call: Call) => {
  const repository = repositoryFor(call, READ('contents'));
  const refs = await listRefs(repository.git, nameOf(call));
  return listAnswer(call, refs, (ref) => refJson(call.world, repository, ref.name, ref.object, ref.type));
};

const refuseFor = (violations: readonly Violation[]): void => {
  if (violations.length === 0) return;
  const words = violations.map((violation) => violation.message).join('\n');
  const ruled = violations.some((violation) => violation.source === 'ruleset');
  throw new Refusal(422, ruled ? `Repository rule violations found\n\n${words}\n\n` : words);
};

/** Judges the change like a push, makes it, and lets its effects follow. The lock is held. */
const carryOut = async (call: Call, repository: Repository, change: RefChange): Promise<void> => {
  const { world } = call;
  const { ref, before, after, identity } = change;
  const judgement = judgeRefChange(world, repository, change);
  refuseFor(judgement.refused);
  const updating = before !== NO_COMMIT && after !== NO_COMMIT;
  const isCommit = updating && (await objectType(repository.git, before)) === 'commit';
  const forward = !updating || (isCommit && (await isAncestor(repository.git, before, after)));
  if (!forward && call.body.force !== true) throw new Refusal(422, 'Update is not a fast forward');
  if (!forward) refuseFor(judgement.unlessFastForward);
  if (judgement.unlessLinear.length > 0 && after !== NO_COMMIT) {
    const range = before === NO_COMMIT ? [after] : [after, `^${before}`];
    const { stdout } = await repository.git(['rev-list', '--merges', '--max-count=1', ...range]);
    if (stdout.trim() !== '') refuseFor(judgement.unlessLinear);
  }
  if (!(await moveRef(repository.git, ref, before, after))) throw new Refusal(422, 'Reference update failed');
  await refMoved(world, repository, { ref, before, after, by: identity.account });
};

const objectFor = async (call: Call, repository: Repository): Promise<{ readonly sha: string; readonly type: string }> => {
  const sha = textField(call.body, 'Reference', 'sha');
  const type = await objectType(repository.git, sha);
  if (type === undefined) throw new Refusal(422, 'Object does not exist');
  return { sha, type };
};

const create = (call: Call): Promise<Answer> => {
  const repository = repositoryFor(call, WRITE('contents'));
  const identity = callerOf(call);
  return repository.lock(async () => {
    const ref = textField(call.body, 'Reference', 'ref');
    if (!(await isRefName(repository.git, ref)) || ref.split('/').length < 3) throw new Refusal(422, `${ref} is not a valid ref name.`);
    const { sha, type } = await objectFor(call, repository);
    if (ref.startsWith('refs/heads/') && type !== 'commit') throw new Refusal(422, 'Reference cannot be created');
    if ((await readRef(repository.dir, ref)) !== undefined) throw new Refusal(422, 'Reference already exists');
    await carryOut(call, repository, { ref, before: NO_COMMIT, after: sha, identity });
    return created(refJson(call.world, repository, ref, sha, type));
  });
};

const update = (call: Call): Promise<Answer> => {
  const repository = repositoryFor(call, WRITE('contents'));
  const identity = callerOf(call);
  return repository.lock(async () => {
    const before = await readRef(repository.dir, nameOf(call));
    if (before === undefined) throw new Refusal(422, 'Reference does not exist');
    const { sha, type } = await objectFor(call, repository);
    await carryOut(call, repository, { ref: nameOf(call), before, after: sha, identity });
    return ok(refJson(call.world, repository, nameOf(call), sha, type));
  });
};

const remove = (call: Call): Promise<Answer> => {
  const repository = repositoryFor(call, WRITE('contents'));
  const identity = callerOf(call);
  return repository.lock(async () => {
    const before = await readRef(repository.dir, nameOf(call));
    if (before === undefined) throw new Refusal(422, 'Reference does not exist');
    await carryOut(call, repository, { ref: nameOf(call), before, after: NO_COMMIT, identity });
    return noContent;
  });
};

export const refRoutes = [
  route('GET', '/repos/{owner}/{repo}/git/ref/{ref+}', get),
  route('GET', '/repos/{owner}/{repo}/git/matching-refs/{ref+}', matching),
  route('POST', '/repos/{owner}/{repo}/git/refs', create),
  route('PATCH', '/repos/{owner}/{repo}/git/refs/{ref+}', update),
  route('DELETE', '/repos/{owner}/{repo}/git/refs/{ref+}', remove),
];
