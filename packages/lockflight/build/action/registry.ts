/** The commands that the Action has: those that need no forge, no secret and no key. Takes the place of the command line's own registry in its bundle. */
import type { RegisteredCommand } from '../../src/cli/registry.ts';

export const COMMANDS: readonly RegisteredCommand[] = [
  {
    name: 'check',
    summary: { en: 'check the contract', fr: 'vérifie le contrat' },
    load: async () => (await import('../../src/cli/commands/check.ts')).check,
  },
  {
    name: 'env check',
    summary: { en: 'judge the variables of an environment', fr: "juge les variables d'un environnement" },
    load: async () => (await import('../../src/cli/commands/env-check.ts')).envCheck,
  },
];
