import { ROTATION_PERMISSIONS } from '../../forge/github/app-permissions.ts';
import type { CommandDefinition, Report } from '../command.ts';
import { keysJson, keysLines, SIGNING_ENVIRONMENT } from '../keys-turned.ts';
import { requiredOption } from '../option.ts';
import { worldOf } from '../world-of.ts';

/** `lockflight ledger revoke KEY`: from the next entry on nothing counts that this key signs. */
export const ledgerRevoke: CommandDefinition = {
  name: 'ledger revoke',
  summary: { en: 'take a key out', fr: 'révoque une clé' },
  usage: 'KEY --why WORDS',
  options: { why: { type: 'string' } },
  explains: { why: { en: 'the reason; it stands in the ledger', fr: 'la raison ; elle reste dans le registre' } },
  environment: SIGNING_ENVIRONMENT,
  examples: ['ledger revoke 4f2c9e1ab0 --why "a runner was compromised"'],
  positionals: { min: 1, max: 1 },
  run: async (invocation): Promise<Report> => {
    const key = invocation.positionals[0] ?? '';
    const why = requiredOption(invocation, 'why', '"a runner was compromised"');
    const [{ revokeKey }, { signerFrom }] = await Promise.all([
      import('../../flow/ledger/turn-keys.ts'),
      import('../../flow/record/recorder.ts'),
    ]);
    const signer = signerFrom(invocation.environment);
    const turned = await revokeKey(await worldOf(invocation, ROTATION_PERMISSIONS), signer, { key, why });
    return {
      exit: 0,
      language: turned.situation.contract.language,
      json: keysJson(turned),
      lines: (paint, language) => [
        paint(
          'good',
          language === 'fr'
            ? "La clé est révoquée : rien de ce qu'elle signera ne compte plus."
            : 'The key is revoked: nothing that it signs counts any more.',
        ),
        ...keysLines(turned, language),
      ],
    };
  },
};
