/** Scenes that come back: a change reaches staging by a pull request, and a candidate gets all that it needs. */
import type { Tale } from '../tale.ts';
import type { Release } from './releases.ts';

/** sara's pull request to staging, merged; then CI, deployment and smoke run there, for real. Gives the commit on staging. */
export const toStaging = async (tale: Tale, release: Release): Promise<string> => {
  const { stage, pipeline } = tale;
  await stage.git('sara', 'push', '--quiet', 'origin', `refs/remotes/origin/staging:refs/heads/${release.branch}`);
  const head = await stage.push('sara', release.branch, release.files, release.message);
  const { forge } = await stage.worldOf('sara');
  const { number } = await forge.createPullRequest({ title: release.message, body: '', head: release.branch, base: 'staging' });
  const { commit } = await forge.mergePullRequest(number, { method: 'merge', head });
  await pipeline.check(commit, 'staging');
  await pipeline.deploy(commit, 'staging');
  return commit;
};

/** Everything that a release asks of people, said by the people who may say it. */
export const sign = async (tale: Tale): Promise<void> => {
  await tale.lockflight('amina', 'approve feature-validation');
  await tale.lockflight('octocat', 'approve release');
  await tale.lockflight('octocat', 'approve owners');
};

/** After the merge: production gets what main has. */
export const toProduction = async (tale: Tale): Promise<boolean> => {
  const main = (await tale.stage.read('karim', 'rev-parse', 'origin/main')).trim();
  await tale.pipeline.check(main, 'main');
  return tale.pipeline.deploy(main, 'production');
};
