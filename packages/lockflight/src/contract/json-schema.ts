/**
 * The contract's grammar as a JSON Schema (draft 2020-12), for editors: completion, descriptions and early errors. What only the
 * rules can see (names that exist, circles, contradictions) is `lockflight check`'s to tell.
 */
import * as z from 'zod';
import { contractSchema } from './grammar/document.ts';

export function contractJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(contractSchema, { io: 'input' });
  return {
    $schema,
    title: 'lockflight.yaml',
    description: 'The contract of a repository: environments, variables, commands, flow.',
    ...rest,
  };
}
