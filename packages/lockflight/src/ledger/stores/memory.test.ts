import { memoryStore } from './memory.fixture.ts';
import { describeStore } from './store-suite.fixture.ts';

describeStore('the ledger in memory', async () => {
  const store = memoryStore();
  return { writer: async () => store, [Symbol.asyncDispose]: async () => {} };
});
