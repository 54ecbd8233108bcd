/**
 * The forge port on GitHub: its REST API, on github.com, on a server of your own, or anything that answers as it does. This file only lists which act is
 * in which file. Every answer is checked against the shape that GitHub documents before it becomes a fact.
 */
import type { Forge } from '../port.ts';
import { account, teamMembers, viewer } from './account.ts';
import { checkRuns, setCheckRun } from './check-runs.ts';
import { type ConnectionOptions, openConnection } from './connection.ts';
import { createDeployment, deployments, setDeploymentStatus } from './deployments.ts';
import { limitEnvironment } from './environment-limit.ts';
import { setEnvironmentSecret, variableNames } from './environments.ts';
import { openIssues } from './issues.ts';
import { protection } from './protection.ts';
import {
  closePullRequest,
  comment,
  createPullRequest,
  mergePullRequest,
  pullRequest,
  pullRequests,
  pullRequestsOf,
} from './pull-requests.ts';
import { pushes } from './pushes.ts';
import { branchHead, commitInfo, repository } from './repository.ts';
import { review, reviews } from './reviews.ts';
import { dispatchWorkflow, jobs, workflowRuns } from './workflow-runs.ts';

/** Opens no connection by itself: the first call does. Throws `no-token` for a token that cannot be one. */
export function openGitHub(options: ConnectionOptions): Forge {
  const to = openConnection(options);
  return {
    fullName: to.fullName,
    repository: () => repository(to),
    viewer: () => viewer(to),
    account: (login) => account(to, login),
    teamMembers: (team) => teamMembers(to, team),
    commitInfo: (commit) => commitInfo(to, commit),
    branchHead: (branch) => branchHead(to, branch),
    pushes: (branch) => pushes(to, branch),
    protection: (branch) => protection(to, branch),
    pullRequest: (number) => pullRequest(to, number),
    pullRequests: (filter) => pullRequests(to, filter),
    pullRequestsOf: (commit) => pullRequestsOf(to, commit),
    createPullRequest: (draft) => createPullRequest(to, draft),
    mergePullRequest: (number, merge) => mergePullRequest(to, number, merge),
    closePullRequest: (number) => closePullRequest(to, number),
    comment: (number, body) => comment(to, number, body),
    reviews: (number) => reviews(to, number),
    review: (number, given) => review(to, number, given),
    checkRuns: (commit) => checkRuns(to, commit),
    setCheckRun: (draft) => setCheckRun(to, draft),
    workflowRuns: (filter) => workflowRuns(to, filter),
    jobs: (run, attempt) => jobs(to, run, attempt),
    dispatchWorkflow: (workflow, ref, inputs) => dispatchWorkflow(to, workflow, ref, inputs),
    openIssues: (labels) => openIssues(to, labels),
    deployments: (environment) => deployments(to, environment),
    createDeployment: (draft) => createDeployment(to, draft),
    setDeploymentStatus: (id, state) => setDeploymentStatus(to, id, state),
    variableNames: (environment) => variableNames(to, environment),
    setEnvironmentSecret: (environment, name, value) => setEnvironmentSecret(to, environment, name, value),
    limitEnvironment: (environment, branch) => limitEnvironment(to, environment, branch),
  };
}
