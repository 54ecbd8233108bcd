import { expect, test } from 'vitest';
import { isSelected, scriptRuns } from './script-runs.ts';

const told = (text: string, folder = ''): readonly string[] =>
  scriptRuns(text, folder).map(
    (run) =>
      `${run.script} in ${run.folder === '' ? '.' : run.folder}${run.selector === undefined ? '' : ` of ${run.selector}`}${run.task ? ' (task)' : ''}`,
  );

test.each([
  ['npm test', ['test in .']],
  ['npm ci && npm run build -- --prod', ['build in .']],
  ['npm run smoke --workspace @acme/api', ['smoke in . of @acme/api']],
  ['npm --prefix apps/api run smoke', ['smoke in apps/api']],
  ['npm run migrate -w=api', ['migrate in . of api']],
  ['CI=1 npx dotenv -e .env -- pnpm --filter ./apps/api run migrate', ['migrate in . of ./apps/api']],
  ['pnpm -r test', ['test in .']],
  ['pnpm --dir apps/api smoke', ['smoke in apps/api']],
  ['pnpm --filter api deploy out', []],
  ['yarn workspace @acme/api migrate', ['migrate in . of @acme/api']],
  ['yarn --cwd web e2e', ['e2e in web']],
  ['cd apps/api\nnpm run migrate\ncd ..\nnpm test', ['migrate in apps/api', 'test in apps']],
  ['cd $DIR && npm test', []],
  ['cd .. && npm test', []],
  ['npx turbo run build test --filter=web', ['build in . of web (task)', 'test in . of web (task)']],
  ['npx nx affected -t lint,test', ['lint in . (task)', 'test in . (task)']],
  ['pnpm turbo lint --concurrency 4', ['lint in . (task)']],
  ['# npm test', []],
  ['echo "npm test"', []],
  ['', []],
])('%s', (text, runs) => {
  expect(told(text)).toEqual(runs);
});

test('the folder of the step comes first', () => {
  expect(told('npm test', 'backend')).toEqual(['test in backend']);
});

test.each([
  [undefined, true],
  ['@acme/api', true],
  ['api', true],
  ['./apps/api', true],
  ['{apps/*}', true],
  ['...@acme/*', true],
  ['@acme/web', false],
  ['!api', false],
  ['[origin/main]', false],
  ['*'.repeat(50), false],
])('%s selects @acme/api in apps/api: %s', (selector, is) => {
  expect(isSelected(selector, '@acme/api', 'apps/api')).toBe(is);
});
