/** Every route. Where a branch's name may have slashes, the longer path stands before the shorter one. */
import type { Route } from '../web/router.ts';
import { accountRoutes } from './accounts.ts';
import { actionRoutes } from './actions.ts';
import { branchProtectionRoutes } from './branch-protection.ts';
import { branchRoutes } from './branches.ts';
import { checkRunRoutes } from './check-runs.ts';
import { commentRoutes } from './comments.ts';
import { commitRoutes } from './commits.ts';
import { deploymentRoutes } from './deployments.ts';
import { environmentRoutes } from './environments.ts';
import { graphqlRoutes } from './graphql.ts';
import { installationRoutes } from './installations.ts';
import { issueRoutes } from './issues.ts';
import { organizationRulesetRoutes } from './organization-rulesets.ts';
import { pullChangeRoutes } from './pull-changes.ts';
import { pullRoutes } from './pulls.ts';
import { refRoutes } from './refs.ts';
import { repositoryRoutes } from './repositories.ts';
import { reviewRoutes } from './reviews.ts';
import { rulesetRoutes } from './rulesets.ts';
import { vaultRoutes } from './vaults.ts';

export const routes: readonly Route[] = [
  ...accountRoutes,
  ...graphqlRoutes,
  ...installationRoutes,
  ...repositoryRoutes,
  ...refRoutes,
  ...branchProtectionRoutes,
  ...branchRoutes,
  ...checkRunRoutes,
  ...commitRoutes,
  ...pullRoutes,
  ...pullChangeRoutes,
  ...reviewRoutes,
  ...commentRoutes,
  ...issueRoutes,
  ...actionRoutes,
  ...deploymentRoutes,
  ...vaultRoutes,
  ...environmentRoutes,
  ...rulesetRoutes,
  ...organizationRulesetRoutes,
];
