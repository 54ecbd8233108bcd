/** Branches, with a word on their protection. GitHub's page "REST API endpoints for branches". */
import { refSeen } from '../effects/stale.ts';
import { readCommit } from '../git/commits.ts';
import { listRefs } from '../git/refs.ts';
import { commitJson } from '../render/commit.ts';
import { classicFor, rulesetsFor } from '../rules/applicable.ts';
import { READ, repositoryFor } from '../web/access.ts';
import { ok, Refusal } from '../web/answer.ts';
import { listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import type { Repository } from '../world/repository.ts';

const protectionOf = (call: Call, repository: Repository, branch: string) => {
  const ref = `refs/heads/${branch}`;
  const classic = classicFor(call.world, repository, ref);
  const checks = classic?.checks?.checks ?? [];
  return {
    protected: classic !== undefined || rulesetsFor(call.world, repository, ref).length > 0,
    protection: {
      enabled: classic !== undefined,
      required_status_checks: {
        enforcement_level: checks.length === 0 ? 'off' : classic?.enforceAdmins === true ? 'everyone' : 'non_admins',
        contexts: checks.map((check) => check.context),
        checks,
      },
    },
  };
};

const get = async (call: Call) => {
  const repository = repositoryFor(call, READ('contents'));
  const name = call.params.branch ?? '';
  const sha = await refSeen(call.world, repository, `refs/heads/${name}`);
  const commit = sha === undefined ? undefined : await readCommit(repository.git, sha);
  if (commit === undefined) throw new Refusal(404, 'Branch not found');
  return ok({ name, commit: commitJson(call.world, repository, commit), ...protectionOf(call, repository, name) });
};

const list = async (call: Call) => {
  const repository = repositoryFor(call, READ('contents'));
  const refs = await listRefs(repository.git, 'refs/heads/');
  const branches = refs.map((ref) => {
    const name = ref.name.slice('refs/heads/'.length);
    return { name, commit: { sha: ref.object }, ...protectionOf(call, repository, name) };
  });
  const wanted = call.query.get('protected');
  const shown = wanted === null ? branches : branches.filter((branch) => branch.protected === (wanted === 'true'));
  return listAnswer(call, shown, (branch) => branch);
};

export const branchRoutes = [
  route('GET', '/repos/{owner}/{repo}/branches', list),
  route('GET', '/repos/{owner}/{repo}/branches/{branch+}', get),
];
