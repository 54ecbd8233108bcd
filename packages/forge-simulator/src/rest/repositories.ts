/** The repository itself and its activity log. GitHub's page "REST API endpoints for repositories". */
import { stamp } from '../clock.ts';
import { accountJson } from '../render/account.ts';
import { repositoryJson } from '../render/repository.ts';
import { ADMIN, READ, repositoryFor } from '../web/access.ts';
import { ok } from '../web/answer.ts';
import { flag, optionalText } from '../web/fields.ts';
import { cursorPage } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';

const get = (call: Call) => ok(repositoryJson(call.world, repositoryFor(call, READ('metadata')), call.identity));

const update = (call: Call) => {
  const repository = repositoryFor(call, ADMIN('administration'));
  const { settings } = repository;
  settings.allowMergeCommit = flag(call.body, 'allow_merge_commit', settings.allowMergeCommit);
  settings.allowSquashMerge = flag(call.body, 'allow_squash_merge', settings.allowSquashMerge);
  settings.allowRebaseMerge = flag(call.body, 'allow_rebase_merge', settings.allowRebaseMerge);
  settings.archived = flag(call.body, 'archived', settings.archived);
  settings.deleteBranchOnMerge = flag(call.body, 'delete_branch_on_merge', settings.deleteBranchOnMerge);
  settings.private = flag(call.body, 'private', settings.private);
  settings.defaultBranch = optionalText(call.body, 'default_branch') ?? settings.defaultBranch;
  return ok(repositoryJson(call.world, repository, call.identity));
};

const fullRef = (ref: string): string => (ref.startsWith('refs/') ? ref : `refs/heads/${ref}`);

/** "List repository activities": newest first, cursors in the Link header, a branch named with or without `refs/heads/`. */
const activities = (call: Call) => {
  const repository = repositoryFor(call, READ('contents'));
  const ref = call.query.get('ref');
  const type = call.query.get('activity_type');
  const actor = call.query.get('actor');
  const listed = repository.activities.filter(
    (activity) =>
      (ref === null || activity.ref === fullRef(ref)) &&
      (type === null || activity.type === type) &&
      (actor === null || activity.actor?.login === actor),
  );
  const page = cursorPage(call, call.query.get('direction') === 'asc' ? listed.toReversed() : listed);
  const render = (activity: (typeof listed)[number]) => ({
    id: activity.id,
    node_id: `PSH_${activity.id}`,
    before: activity.before,
    after: activity.after,
    ref: activity.ref,
    timestamp: stamp(activity.at),
    activity_type: activity.type,
    actor: activity.actor === null ? null : accountJson(call.world, activity.actor),
  });
  return ok(page.items.map(render), page.headers);
};

export const repositoryRoutes = [
  route('GET', '/repos/{owner}/{repo}', get),
  route('PATCH', '/repos/{owner}/{repo}', update),
  route('GET', '/repos/{owner}/{repo}/activity', activities),
];
