// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how scripts write it
/** The scripts of a package, and what Replit's file sets. */
import { expect, test } from 'vitest';
import { summarisePackage, summariseReplit } from './manifests.ts';

const reads = (script: string): readonly string[] =>
  summarisePackage('package.json', JSON.stringify({ scripts: { x: script } })).reads.map(({ name }) => name);

test.each([
  ['dotenv -e .env -- next start -p $PORT', ['PORT']],
  ['cross-env NODE_ENV=production PORT=3000 node server.js --port $PORT', []],
  ['DATABASE_URL="$DATABASE_URL" prisma migrate deploy', ['DATABASE_URL']],
  ['DATABASE_URL=${TEST_URL:-file:./test.db} prisma db push', ['TEST_URL']],
  ['set OWN=1 && next build && echo %OWN% %WINDOWS_KEY%', ['WINDOWS_KEY']],
  ['tar czf build-$(date +%Y%m%d-%H%M%S).tgz . && open https://x/%C3%A9', []],
  ['concurrently "next dev -p $WEB_PORT" \'api --port $API_PORT\'', ['WEB_PORT', 'API_PORT']],
  ['docker build --build-arg NPM_TOKEN -t x:$npm_package_version .', ['NPM_TOKEN']],
  ['npx --yes cross-env TOKEN=1 tool $TOKEN "$HOME_OF"', ['HOME_OF']],
  ['node -e "process.exit(process.env.SKIP ? 0 : 1)" || grep \'x$Y\' a', ['SKIP']],
  ['TZ=UTC jest --ci "--testPathPattern=src/(?!e2e)" -- $JEST_ARGS', ['JEST_ARGS']],
])('%s', (script, wanted) => {
  expect(reads(script)).toEqual(wanted);
});

test('Replit sets variables in several tables', () => {
  const text =
    'run = "serve $A $OWN $SHARED"\n[env]\nOWN = "$B"\n[userenv.shared]\nSHARED = "x"\n[deployment]\nrun = ["sh", "-c", "start $C"] # $NOT\n';
  expect(summariseReplit('.replit', text).reads.map(({ name, line }) => `${line} ${name}`)).toEqual(['1 A', '3 B', '7 C']);
});
