/**
 * The variables by which hosts make themselves known to a process, as each host's own documentation lists them. `host: NAME` of an environment is looked up here;
 * a host that is not in the table has no markers, and is not recognised.
 */
const MARKERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['replit', ['REPL_ID', 'REPL_SLUG', 'REPL_OWNER', 'REPLIT_DEPLOYMENT']],
  ['vercel', ['VERCEL', 'VERCEL_ENV', 'VERCEL_URL']],
  ['netlify', ['NETLIFY']],
  ['railway', ['RAILWAY_PROJECT_ID', 'RAILWAY_ENVIRONMENT_ID', 'RAILWAY_SERVICE_ID']],
  ['render', ['RENDER', 'RENDER_SERVICE_ID']],
  ['fly', ['FLY_APP_NAME', 'FLY_MACHINE_ID']],
  ['heroku', ['DYNO']],
  ['github-codespaces', ['CODESPACES', 'CODESPACE_NAME']],
  ['gitpod', ['GITPOD_WORKSPACE_ID']],
  ['cloud-run', ['K_SERVICE']],
  ['aws-lambda', ['AWS_LAMBDA_FUNCTION_NAME']],
  ['azure-app-service', ['WEBSITE_SITE_NAME']],
  ['cloudflare-pages', ['CF_PAGES']],
  ['kubernetes', ['KUBERNETES_SERVICE_HOST']],
]);

const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['codespaces', 'github-codespaces'],
  ['fly.io', 'fly'],
  ['repl.it', 'replit'],
]);

export const markersOf = (host: string): readonly string[] => {
  const name = host.toLowerCase();
  return MARKERS.get(OTHER_NAMES.get(name) ?? name) ?? [];
};

/** The hosts whose markers a process carries. `present` holds the process's variables. */
export const presentMarkers = (present: Readonly<Record<string, string | undefined>>): readonly string[] =>
  [...MARKERS].filter(([, markers]) => markers.some((m) => present[m] !== undefined && present[m] !== '')).map(([host]) => host);
