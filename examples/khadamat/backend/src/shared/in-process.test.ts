import { describe } from 'vitest';
import { openInProcess } from './in-process.ts';
import { judgeShared } from './port.suite.fixture.ts';

describe('the shared store in memory', () => {
  const shared = openInProcess();
  judgeShared(() => shared);
});
