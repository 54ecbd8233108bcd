/** Who may do what: people, protected branches, archives, the ledger, prohibitions and what enforces them. */
import * as z from 'zod';
import { entries, items } from './limits.ts';
import { branch, member, name, oneOrMany, oneOrMore, pointer, words } from './shapes.ts';
import { text } from './text.ts';
import { PUSHERS } from './words.ts';

export const people = entries(name, oneOrMany(member));

const pusher = z.enum(PUSHERS).optional();
export const protect = entries(
  name,
  z.strictObject({
    push: pusher.meta({ description: 'Who may push straight to the branch. Default: writers.' }),
    'force-push': pusher.meta({ description: 'Default: nobody.' }),
    delete: pusher.meta({ description: 'Default: nobody.' }),
    'pull-request': z.union([z.boolean(), z.strictObject({ approvals: z.int().min(0).max(6).optional() })]).optional(),
  }),
);

export const archive = entries(name, words);

export const ledger = z.strictObject({ branch: branch.optional() });

export const prohibitions = items(
  z.strictObject({
    text,
    'enforced-by': oneOrMore(pointer).meta({ description: 'What enforces it, such as audit:direct or protect:production.push.' }),
  }),
);
