import { ROTATION_PERMISSIONS } from '../../forge/github/app-permissions.ts';
import type { CommandDefinition, Report } from '../command.ts';
import { keysJson, keysLines, SIGNING_ENVIRONMENT } from '../keys-turned.ts';
import { textOption } from '../option.ts';
import { worldOf } from '../world-of.ts';

/** `lockflight ledger rotate`: a new key instead of the one that signs this; run where that key is. */
export const ledgerRotate: CommandDefinition = {
  name: 'ledger rotate',
  summary: { en: 'bring a new key in, take the old one out', fr: "introduit une nouvelle clé, révoque l'ancienne" },
  usage: '[--why WORDS]',
  options: { why: { type: 'string' } },
  explains: { why: { en: 'the reason; it stands in the ledger', fr: 'la raison ; elle reste dans le registre' } },
  environment: SIGNING_ENVIRONMENT,
  examples: ['ledger rotate --why "yearly"'],
  positionals: { min: 0, max: 0 },
  run: async (invocation): Promise<Report> => {
    const [{ rotateKey }, { signerFrom }] = await Promise.all([
      import('../../flow/ledger/turn-keys.ts'),
      import('../../flow/record/recorder.ts'),
    ]);
    const signer = signerFrom(invocation.environment);
    const why = textOption(invocation, 'why');
    const turned = await rotateKey(await worldOf(invocation, ROTATION_PERMISSIONS), signer, why);
    return {
      exit: 0,
      language: turned.situation.contract.language,
      json: { fingerprint: turned.fingerprint, revoked: signer.keyId, ...keysJson(turned) },
      lines: (paint, language) => [
        paint(
          'good',
          language === 'fr'
            ? 'La nouvelle clé est en vigueur, et le secret de la forge.'
            : "The new key is in force, and the forge's secret.",
        ),
        `  ${turned.fingerprint}`,
        ...keysLines(turned, language),
      ],
    };
  },
};
