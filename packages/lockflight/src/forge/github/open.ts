/**
 * The forge port on GitHub: its REST API, on github.com, on a server of your own, or anything that answers as it does. This file only lists which act is
 * in which file. Every answer is checked against the shape that GitHub documents before it becomes a fact.
 */
import type { Forge } from '../port.ts';
import { account, accountById, app, teamMembers, viewer } from './account.ts';
import { maybe } from './answer.ts';
import { checkRuns, setCheckRun } from './check-runs.ts';
import { allowMergeMethods, readClassicProtection, removeClassicProtection, setClassicProtection } from './classic-crud.ts';
import { comments, commentsSince, createComment, permissionOf, react, removeComment, updateComment } from './comments.ts';
import { type ConnectionOptions, openConnection } from './connection.ts';
import { createDeployment, deployments, setDeploymentStatus } from './deployments.ts';
import { edits, retargets } from './edits.ts';
import { environmentInfo, limitEnvironment } from './environment-limit.ts';
import { organizationSecretNames, secretNames, setEnvironmentSecret, variableNames } from './environments.ts';
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
import { branchRules, createRuleset, removeRuleset, rulesets, updateRuleset } from './ruleset-crud.ts';
import { dispatchWorkflow, jobs, workflowRun, workflowRuns } from './workflow-runs.ts';

/** Opens no connection by itself: the first call does. Throws `no-token` for a token that cannot be one. */
export function openGitHub(options: ConnectionOptions): Forge {
  const to = openConnection(options);
  return {
    fullName: to.fullName,
    spending: () => ({ endpoints: to.budget.spent(), ...maybe('allowance', to.budget.allowance()) }),
    repository: () => repository(to),
    viewer: () => viewer(to),
    account: (login) => account(to, login),
    accountById: (id) => accountById(to, id),
    app: (slug) => app(to, slug),
    teamMembers: (team) => teamMembers(to, team),
    commitInfo: (commit) => commitInfo(to, commit),
    branchHead: (branch) => branchHead(to, branch),
    pushes: (branch, settled) => pushes(to, branch, settled),
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
    workflowRun: (id) => workflowRun(to, id),
    dispatchWorkflow: (workflow, ref, inputs) => dispatchWorkflow(to, workflow, ref, inputs),
    openIssues: (labels) => openIssues(to, labels),
    deployments: (environment, filter) => deployments(to, environment, filter),
    createDeployment: (draft) => createDeployment(to, draft),
    setDeploymentStatus: (id, state, more) => setDeploymentStatus(to, id, state, more),
    variableNames: (environment) => variableNames(to, environment),
    setEnvironmentSecret: (environment, name, value) => setEnvironmentSecret(to, environment, name, value),
    limitEnvironment: (environment, branch) => limitEnvironment(to, environment, branch),
    environment: (name) => environmentInfo(to, name),
    secretNames: (environment) => secretNames(to, environment),
    organizationSecretNames: () => organizationSecretNames(to),
    rulesets: () => rulesets(to),
    branchRules: (branch) => branchRules(to, branch),
    createRuleset: (draft) => createRuleset(to, draft),
    updateRuleset: (id, draft) => updateRuleset(to, id, draft),
    removeRuleset: (id) => removeRuleset(to, id),
    classicProtection: (branch) => readClassicProtection(to, branch),
    setClassicProtection: (branch, wanted) => setClassicProtection(to, branch, wanted),
    removeClassicProtection: (branch) => removeClassicProtection(to, branch),
    allowMergeMethods: (methods) => allowMergeMethods(to, methods),
    comments: (number) => comments(to, number),
    commentsSince: (since) => commentsSince(to, since),
    createComment: (number, body) => createComment(to, number, body),
    updateComment: (id, body) => updateComment(to, id, body),
    removeComment: (id) => removeComment(to, id),
    react: (comment, reaction) => react(to, comment, reaction),
    edits: (number, of) => edits(to, number, of),
    retargets: (number) => retargets(to, number),
    permissionOf: (account) => permissionOf(to, account),
  };
}
