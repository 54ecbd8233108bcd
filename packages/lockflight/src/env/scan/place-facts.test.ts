/** Where code runs, by the name and the neighbours of its file. */
import { expect, test } from 'vitest';
import { browserFolders, sideOf } from './place-facts.ts';

test('the source of a page of Vite runs in browsers, its configuration and its server do not', () => {
  const files = new Set([
    'web/index.html',
    'web/vite.config.ts',
    'web/src/main.ts',
    'web/server/index.ts',
    'kit/vite.config.ts',
    'kit/src/hooks.ts',
  ]);
  const stands = browserFolders(files);
  const side = (file: string) => sideOf(file, 'process.env', stands(file) ? 'stands' : undefined);
  expect(side('web/src/main.ts')).toBe('client');
  expect(side('web/src/main.test.ts')).toBe('unknown');
  expect(side('web/src/page.server.ts')).toBe('server');
  expect(side('web/vite.config.ts')).toBe('server');
  expect(side('web/server/index.ts')).toBe('server');
  expect(side('kit/src/hooks.ts')).toBe('unknown');
});

test('what says that it is for clients is', () => {
  expect(sideOf('app/api/button.tsx', 'process.env', 'says')).toBe('client');
  expect(sideOf('app/api/route.ts', 'process.env', undefined)).toBe('server');
});
