import { expect, test } from 'vitest';
import { contractJsonSchema } from './json-schema.ts';

test('the committed schema is the grammar (after a change: npx vitest run -u src/contract/json-schema.test.ts)', async () => {
  await expect(`${JSON.stringify(contractJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('../../schema/lockflight.schema.json');
});
