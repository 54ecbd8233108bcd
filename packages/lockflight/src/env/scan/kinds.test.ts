/** Which files are looked at, and as what. */
import { expect, test } from 'vitest';
import { kindOf } from './kinds.ts';

test.each([
  ['docker-compose.yml', 'compose'],
  ['deploy/docker-compose-prod.yaml', 'compose'],
  ['compose.dev.yaml', 'compose'],
  ['dev.docker-compose.yml', 'compose'],
  ['podman-compose.yml', 'compose'],
  ['docker/compose-services.yml', 'compose'],
  ['docker-stack.yml', 'compose'],
  ['docs/composer.yml', undefined],
  ['Dockerfile', 'dockerfile'],
  ['Dockerfile-prod', 'dockerfile'],
  ['prod.Dockerfile', 'dockerfile'],
  ['Dockerfile.dev', 'dockerfile'],
  ['Dockerfile.md', undefined],
  ['Dockerfile-build.sh', 'shell'],
  ['.github/workflows/ci.yaml', 'workflow'],
  ['.gitea/workflows/ci.yaml', 'workflow'],
  ['.github/actions/a/action.yml', 'workflow'],
  ['.github/dependabot.yml', undefined],
  ['.gitlab-ci.yml', 'pipeline'],
  ['.circleci/config.yml', 'pipeline'],
  ['amplify.yml', 'pipeline'],
  ['.appveyor.yml', 'pipeline'],
  ['.envrc', 'shell'],
  ['bin/start', 'shell'],
  ['GNUmakefile', 'makefile'],
  ['Procfile.dev', 'procfile'],
  ['fly.staging.toml', 'toml'],
  ['Cargo.toml', undefined],
  ['supabase/config.toml', 'toml'],
  ['wrangler.jsonc', 'host-json'],
  ['app.json', 'app-json'],
  ['serverless.prod.yml', 'serverless'],
  ['scripts/deploy.ps1', 'powershell'],
  ['node_modules/x/Dockerfile', undefined],
] as const)('%s', (file, wanted) => {
  expect(kindOf(file)).toBe(wanted);
});
