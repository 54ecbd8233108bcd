/**
 * Which branches may use an environment's secrets. GitHub lets every branch until it is told otherwise, and not every plan can be told: then any writer
 * can take the secret with a workflow of his own branch, which the caller has to say.
 */
import { hasCode } from '../../errors.ts';
import type { EnvironmentInfo } from '../environments-port.ts';
import type { Answer } from './answer.ts';
import type { Connection, RequestParameters } from './connection.ts';
import { list } from './paging.ts';
import { confirmRepository } from './repository.ts';

const ENVIRONMENT = '/repos/{owner}/{repo}/environments/{environment_name}';

/** "Create or update an environment" replaces all of its rules: those that are there are sent along. */
function rulesIn(environment: Answer): RequestParameters {
  const rules = environment.optional('protection_rules')?.items() ?? [];
  const ofType = (type: string): Answer | undefined => rules.find((rule) => rule.at('type').text() === type);
  const reviewers = ofType('required_reviewers');
  return {
    ...(ofType('wait_timer') === undefined ? {} : { wait_timer: ofType('wait_timer')?.at('wait_timer').id() }),
    ...(reviewers === undefined
      ? {}
      : {
          prevent_self_review: reviewers.optional('prevent_self_review')?.flag() ?? false,
          reviewers: reviewers
            .at('reviewers')
            .items()
            .map((one) => ({ type: one.at('type').name(), id: one.at('reviewer').at('id').id() })),
        }),
  };
}

/** Makes the environment ask for a branch by name; false: this plan cannot. */
async function takesNames(connection: Connection, environment: string): Promise<boolean> {
  const found = await connection.find(`GET ${ENVIRONMENT}`, { environment_name: environment });
  const policy = found?.answer.optional('deployment_branch_policy');
  if (policy !== undefined) return policy.at('custom_branch_policies').flag();
  try {
    const { answer } = await connection.call(`PUT ${ENVIRONMENT}`, {
      environment_name: environment,
      ...(found === undefined ? {} : rulesIn(found.answer)),
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    return answer.optional('deployment_branch_policy')?.at('custom_branch_policies').flag() ?? false;
  } catch (error) {
    // "Failed to create the environment protection rule. Please ensure the billing plan supports ..."; 404 where a plan has no environments.
    if (!hasCode(error, 'forge-rejected', 'forge-not-found')) throw error;
    await confirmRepository(connection);
    return false;
  }
}

type Patterns = Exclude<EnvironmentInfo['branches'], string>;

/** GitHub REST: "List deployment branch policies". */
async function patternsOf(connection: Connection, environment: string): Promise<Patterns> {
  const route = `GET ${ENVIRONMENT}/deployment-branch-policies` as const;
  return (await list(connection, { route, key: 'branch_policies', parameters: { environment_name: environment } })).map((policy) => ({
    pattern: policy.at('name').name(),
    kind: policy.optional('type')?.oneOf({ branch: 'branch', tag: 'tag' }) ?? 'branch',
  }));
}

/** GitHub REST: "Get an environment". A 404 is an answer only once the repository itself was seen. */
export async function environmentInfo(connection: Connection, name: string): Promise<EnvironmentInfo | undefined> {
  const found = await connection.find(`GET ${ENVIRONMENT}`, { environment_name: name });
  if (found === undefined) {
    await confirmRepository(connection);
    return undefined;
  }
  const { answer } = found;
  const policy = answer.optional('deployment_branch_policy');
  const rules = answer.optional('protection_rules')?.items() ?? [];
  const ofType = (type: string): Answer | undefined => rules.find((rule) => rule.at('type').text() === type);
  const named = policy?.at('custom_branch_policies').flag() === true;
  return {
    name: answer.at('name').name(),
    branches: named ? await patternsOf(connection, name) : policy === undefined ? 'any' : 'protected',
    reviewers: ofType('required_reviewers')?.optional('reviewers')?.items().length ?? 0,
    waitMinutes: ofType('wait_timer')?.optional('wait_timer')?.id() ?? 0,
  };
}

/**
 * GitHub REST: "Create or update an environment", "List deployment branch policies", "Create a deployment branch policy". True when this branch, and
 * no other, may use the environment now. Somebody else's choice (protected branches, further names) is left as it is, and answers false.
 */
export async function limitEnvironment(connection: Connection, environment: string, branch: string): Promise<boolean> {
  if (!(await takesNames(connection, environment))) return false;
  const policies = async (): Promise<readonly string[]> =>
    (await patternsOf(connection, environment)).map(({ kind, pattern }) => `${kind} ${pattern}`);
  const wanted = `branch ${branch}`;
  if (!(await policies()).includes(wanted)) {
    await connection.call(`POST ${ENVIRONMENT}/deployment-branch-policies`, {
      environment_name: environment,
      name: branch,
      type: 'branch',
    });
  }
  return (await policies()).every((policy) => policy === wanted);
}
