/** Which files a scan looks at, and as what: by name alone. */
export type Kind =
  | 'code'
  | 'prisma'
  | 'compose'
  | 'dockerfile'
  | 'workflow'
  | 'shell'
  | 'package'
  | 'turbo'
  | 'vercel'
  | 'replit'
  | 'html'
  | 'node-config'
  | 'app-json'
  | 'render'
  | 'procfile'
  | 'toml'
  | 'host-json'
  | 'pipeline'
  | 'makefile'
  | 'npmrc'
  | 'serverless'
  | 'bake'
  | 'powershell'
  | 'cmd';

/** Undefined: not looked at. */
export const kindOf = (file: string): Kind | undefined => {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (LEFT_OUT.test(file)) return undefined;
  if (CODE.test(name)) return /\.d\.[mc]?ts$/.test(name) || MADE.test(name) ? undefined : 'code';
  if (name.endsWith('.prisma')) return 'prisma';
  if (/^(?:[\w-]+\.)?(?:[\w-]+[-_])?compose(?:[._-][\w.-]+)?\.ya?ml$|^docker-stack[\w.-]*\.ya?ml$/.test(name)) return 'compose';
  if (/^(?:Docker|Container)file(?:[._-](?!md$|sh$|ya?ml$|[\w.-]+\.(?:md|sh|ya?ml)$)[\w.-]+)?$|\.(?:docker|container)file$/i.test(name))
    return 'dockerfile';
  if (/(?:^|\/)\.(?:github|gitea|forgejo)\/(?:workflows\/[^/]+|actions\/.+\/action)\.ya?ml$/.test(file) || /^action\.ya?ml$/.test(file))
    return 'workflow';
  if (/\.(?:sh|bash|zsh|ksh)$|^\.envrc(?:\.[\w.-]+)?$/.test(name) || /(?:^|\/)\.husky\/[\w-]+$/.test(file) || SCRIPT.test(file))
    return 'shell';
  if (name === 'package.json') return 'package';
  if (name === 'turbo.json' || name === 'turbo.jsonc') return 'turbo';
  if (name === 'vercel.json') return 'vercel';
  if (name === '.replit') return 'replit';
  if (/^custom-environment-variables\.(?:json5?|ya?ml)$/.test(name)) return 'node-config';
  return name.endsWith('.html') ? 'html' : OTHER.find(([pattern]) => pattern.test(file))?.[1];
};

/** Files that belong to one tool each, by their whole name. */
const OTHER: readonly (readonly [RegExp, Kind])[] = [
  [/(?:^|\/)app\.json$/, 'app-json'],
  [/(?:^|\/)render\.ya?ml$/, 'render'],
  [/(?:^|\/)Procfile(?:\.[\w-]+)?$/, 'procfile'],
  [/(?:^|\/)(?:fly(?:\.[\w.-]+)?|netlify|railway|nixpacks|wrangler(?:\.[\w.-]+)?)\.toml$|(?:^|\/)supabase\/config\.toml$/, 'toml'],
  [/(?:^|\/)(?:railway\.json|wrangler(?:\.[\w-]+)?\.jsonc?)$/, 'host-json'],
  [
    /(?:^|\/)(?:\.gitlab-ci(?:[.-][\w.-]+)?|bitbucket-pipelines|amplify|buildspec(?:[.-][\w.-]+)?|azure-pipelines(?:[.-][\w.-]+)?|\.?appveyor|\.travis|\.drone|\.woodpecker|\.cirrus)\.ya?ml$|(?:^|\/)\.(?:circleci|buildkite|woodpecker|gitlab|gitlab-ci)\/[^/]+\.ya?ml$/,
    'pipeline',
  ],
  [/(?:^|\/)(?:GNUm|[Mm])akefile$|\.mk$/, 'makefile'],
  [/(?:^|\/)(?:\.npmrc|\.yarnrc\.yml)$/, 'npmrc'],
  [/(?:^|\/)serverless(?:[.-][\w.-]+)?\.ya?ml$/, 'serverless'],
  [/(?:^|\/)docker-bake(?:[.-][\w.-]+)?\.hcl$/, 'bake'],
  [/\.ps[m]?1$/, 'powershell'],
  [/\.(?:cmd|bat)$/, 'cmd'],
];

/** A program without an extension: its first line says which one reads it (`scan.ts`). */
const SCRIPT = /(?:^|\/)(?:bin|scripts?|hack|tools?|docker|\.?hooks)\/(?:[\w-]+\/)?\.?[a-z][\w-]*$|(?:^|\/)(?:docker-)?entrypoint$/;

/** Extensions of code, for who asks another program for a list of files. */
export const CODE_EXTENSIONS = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'vue', 'svelte', 'astro'] as const;

const CODE = /\.(?:[mc]?[jt]s|[jt]sx|vue|svelte|astro)$/;
/** What a tool wrote for a browser or a package manager. */
const MADE = /[.-](?:min|bundle|chunk)\.[mc]?js$|^\.pnp\.[mc]?js$/;
/** Other people's code, what tools keep, and the folders below `fixtures`, which are data of tests; a file in it may be code of a test. */
const LEFT_OUT =
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|\.git|\.yarn|\.next|\.nuxt|\.svelte-kit|\.output|\.turbo|\.vercel|coverage)\/|(?:^|\/)(?:fixtures|__fixtures__)\/.*\//;

/** Above this a file is data or a bundle, whatever its name. */
export const MOST_BYTES = 512_000;

/** Could this code read a variable by itself? One look, before anything is parsed; who only calls a wrapper is asked about by `link`. */
export const mayRead = (text: string): boolean =>
  /\b[eE]nv\b|envalid|loadEnv|runtimeConfig|[cC]onfigService|ConfigModule|EnvironmentPlugin|[a-z]Env(?:[A-Z]\w*)?\(|\benv[A-Z]\w*\(|_?ENV\(|\b__ENV\b|nconf|@env['"]|['"]effect(?:\/Config)?['"]|firebase-functions|react-native-config|plainTo(?:Instance|Class)|class-validator|['"]getenv['"]/.test(
    text,
  );

/** Long lines of code are a program's work. A page's line may be long. */
export const isMinified = (text: string): boolean => {
  if (text.length < 20_000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > 500;
};
