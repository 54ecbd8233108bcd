import { startForge } from 'forge-simulator';
import { expect, onTestFinished, test } from 'vitest';
import { openGitHub } from './open.ts';

test('a private repository of a free account protects nothing, whatever was set up', async () => {
  const forge = await startForge({ plan: 'free-private' });
  onTestFinished(() => forge.stop());
  const { login, token } = forge.addUser({ login: 'alone' });
  const { fullName } = await forge.createRepository({ owner: login, name: 'koomy', private: true, files: { a: '1' } });
  const github = openGitHub({ apiUrl: forge.apiUrl, fullName, token });
  expect(await github.protection('main')).toMatchObject({ enforced: false, adminsBypass: true });
  expect(await github.protection('refs/tags/archive/1')).toMatchObject({ enforced: false });
});
