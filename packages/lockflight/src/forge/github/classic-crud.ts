/** The classic protection of one branch as it is kept: read whole, replaced, removed. GitHub REST: "Branch protection". */
import { hasCode } from '../../errors.ts';
import type { MergeMethod, Updater } from '../port.ts';
import type { ClassicProtection } from '../rules-port.ts';
import { type Answer, maybe } from './answer.ts';
import { appOf, namedIn } from './classic-protection.ts';
import type { Connection, RequestParameters } from './connection.ts';
import { forcePushersOf } from './force-pushers.ts';

const PROTECTION = '/repos/{owner}/{repo}/branches/{branch}/protection';

const flagIn = (answer: Answer, key: string): boolean => answer.optional(key)?.flag() ?? false;

function reviewsIn(reviews: Answer): NonNullable<ClassicProtection['pullRequest']> {
  const bypass = reviews.optional('bypass_pull_request_allowances');
  return {
    approvals: reviews.optional('required_approving_review_count')?.id() ?? 0,
    dismissStale: flagIn(reviews, 'dismiss_stale_reviews'),
    codeOwners: flagIn(reviews, 'require_code_owner_reviews'),
    lastPushApproval: flagIn(reviews, 'require_last_push_approval'),
    bypass: bypass === undefined ? [] : namedIn(bypass),
  };
}

const checksIn = (checks: Answer): NonNullable<ClassicProtection['checks']> => ({
  strict: flagIn(checks, 'strict'),
  checks: (checks.optional('checks')?.items() ?? []).map((one) => ({ name: one.at('context').line(), ...maybe('app', appOf(one)) })),
});

/** "Branch Protection". */
function protectionIn(answer: Answer): ClassicProtection {
  const enabled = (key: string): boolean => answer.optional(key)?.at('enabled').flag() ?? false;
  const [reviews, checks, restrictions] = ['required_pull_request_reviews', 'required_status_checks', 'restrictions'].map((key) =>
    answer.optional(key),
  );
  return {
    ...maybe('pullRequest', reviews === undefined ? undefined : reviewsIn(reviews)),
    ...maybe('checks', checks === undefined ? undefined : checksIn(checks)),
    enforceAdmins: enabled('enforce_admins'),
    ...maybe('restrictions', restrictions === undefined ? undefined : namedIn(restrictions)),
    forcePushAllowed: enabled('allow_force_pushes'),
    deletionAllowed: enabled('allow_deletions'),
    linearHistory: enabled('required_linear_history'),
    conversations: enabled('required_conversation_resolution'),
    locked: enabled('lock_branch'),
    ...maybe('signatures', answer.optional('required_signatures')?.at('enabled').flag()),
  };
}

/** "Get branch protection". 404 "Branch not protected" is none; any other 404 is not. */
export async function readClassicProtection(connection: Connection, branch: string): Promise<ClassicProtection | undefined> {
  try {
    const found = protectionIn((await connection.call(`GET ${PROTECTION}`, { branch })).answer);
    return found.forcePushAllowed ? found : { ...found, ...maybe('forcePushers', await forcePushersOf(connection, branch)) };
  } catch (error) {
    if (hasCode(error, 'forge-not-found') && /branch not protected/i.test(error.message)) return undefined;
    throw error;
  }
}

const namesOf = (who: readonly Updater[]): RequestParameters => {
  const of = (kind: Updater['kind']): readonly string[] => who.flatMap((one) => (one.kind === kind ? [one.name ?? ''] : []));
  return { users: of('user'), teams: of('team'), apps: of('app') };
};

/** "Update branch protection": every part that is not sent is taken away, and four must be sent, as null where they are not wanted. */
export async function setClassicProtection(connection: Connection, branch: string, wanted: ClassicProtection): Promise<void> {
  const { pullRequest, checks, restrictions } = wanted;
  await connection.call(`PUT ${PROTECTION}`, {
    branch,
    required_status_checks:
      checks === undefined
        ? null
        : // Of the two only one may be filled; the older one must be there.
          {
            strict: checks.strict,
            contexts: [],
            checks: checks.checks.map(({ name, app }) => ({ context: name, ...maybe('app_id', app) })),
          },
    enforce_admins: wanted.enforceAdmins,
    required_pull_request_reviews:
      pullRequest === undefined
        ? null
        : {
            required_approving_review_count: pullRequest.approvals,
            dismiss_stale_reviews: pullRequest.dismissStale,
            require_code_owner_reviews: pullRequest.codeOwners,
            require_last_push_approval: pullRequest.lastPushApproval,
            // A repository of a person has no such list, and refuses even an empty one.
            ...(pullRequest.bypass.length === 0 ? {} : { bypass_pull_request_allowances: namesOf(pullRequest.bypass) }),
          },
    restrictions: restrictions === undefined ? null : namesOf(restrictions),
    required_linear_history: wanted.linearHistory,
    allow_force_pushes: wanted.forcePushAllowed,
    allow_deletions: wanted.deletionAllowed,
    required_conversation_resolution: wanted.conversations,
    lock_branch: wanted.locked,
  });
}

/** "Delete branch protection". */
export const removeClassicProtection = async (connection: Connection, branch: string): Promise<void> => {
  await connection.call(`DELETE ${PROTECTION}`, { branch });
};

/** "Update a repository". */
export const allowMergeMethods = async (connection: Connection, methods: { readonly [Method in MergeMethod]?: boolean }): Promise<void> => {
  await connection.call('PATCH /repos/{owner}/{repo}', {
    ...maybe('allow_merge_commit', methods.merge),
    ...maybe('allow_squash_merge', methods.squash),
    ...maybe('allow_rebase_merge', methods.rebase),
  });
};
