/**
 * What the recorder's App may do: it reads facts, writes checks, comments, tags and its own branch, and nothing else. In GitHub's names, as a registration link, a
 * manifest and an installation's token have them. (`actions_variables` is missing from GitHub's description of a token's permissions, and stands in what it says of an
 * installation.)
 */
export const RECORDER_PERMISSIONS = {
  actions: 'read',
  actions_variables: 'read',
  administration: 'read',
  checks: 'write',
  contents: 'write',
  deployments: 'read',
  environments: 'read',
  issues: 'read',
  members: 'read',
  metadata: 'read',
  pull_requests: 'write',
  secrets: 'read',
} as const satisfies Readonly<Record<string, 'read' | 'write'>>;

/** What a token is asked for: what the call needs, never all that the App was granted. */
export type AppRights = Readonly<Record<string, 'read' | 'write'>>;

/** `ledger rotate` stores a secret, and nothing else but the recorder's place may: the App is granted that for as long as it takes. */
export const ROTATION_PERMISSIONS: AppRights = { actions: 'read', contents: 'write', environments: 'write', metadata: 'read' };

/** `protect`: who gets past a rule is told to administrators alone. */
export const PROTECTION_PERMISSIONS: AppRights = { ...RECORDER_PERMISSIONS, administration: 'write' };

export interface Registration {
  /** What people open: `https://github.com` */
  readonly origin: string;
  readonly owner: string;
  readonly ownerKind: 'organization' | 'user';
}

/**
 * The page on which an owner registers the App, filled in: private, without webhooks, with these permissions. GitHub Docs, "Registering a GitHub App using URL
 * parameters". The name is taken at most once in all of GitHub: it bears the owner's.
 */
export const registrationLink = ({ origin, owner, ownerKind }: Registration): string => {
  const place = ownerKind === 'organization' ? `organizations/${encodeURIComponent(owner)}/settings/apps/new` : 'settings/apps/new';
  const asked = new URLSearchParams({
    name: `lockflight-${owner}`.slice(0, LONGEST_NAME),
    url: `${origin}/${owner}`,
    public: 'false',
    webhook_active: 'false',
    ...RECORDER_PERMISSIONS,
  });
  return `${origin}/${place}?${asked}`;
};

/** "GitHub App names cannot be longer than 34 characters." */
const LONGEST_NAME = 34;
