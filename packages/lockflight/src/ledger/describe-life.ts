import type { Text } from '../contract/text.ts';
import type { EntryBody, Phase } from './entry.ts';

type Life = Extract<EntryBody, { type: 'promotion' | 'rollback' }>;

/** In French a promotion is feminine and a rollback (retour arrière) masculine. */
const PHASES: Readonly<Record<Phase, { readonly en: string; readonly fr: readonly [masculine: string, feminine: string] }>> = {
  proposed: { en: 'proposed', fr: ['proposé', 'proposée'] },
  ready: { en: 'may be merged', fr: ['prêt à fusionner', 'prête à fusionner'] },
  merged: { en: 'merged', fr: ['fusionné', 'fusionnée'] },
  deployed: { en: 'deployed', fr: ['déployé', 'déployée'] },
  verified: { en: 'verified', fr: ['vérifié', 'vérifiée'] },
  abandoned: { en: 'abandoned', fr: ['abandonné', 'abandonnée'] },
  superseded: { en: 'superseded', fr: ['remplacé', 'remplacée'] },
  failed: { en: 'failed', fr: ['échoué', 'échouée'] },
  ungated: { en: 'merged around the gates', fr: ['fusionné sans passer les portes', 'fusionnée sans passer les portes'] },
};

/** One phase of a promotion or rollback, in words. */
export const describeLife = (body: Life): Text => {
  const phase = PHASES[body.phase];
  const why = body.reason === undefined ? { en: '', fr: '' } : { en: ` (${body.reason.en})`, fr: ` (${body.reason.fr})` };
  const pull = body.pullRequest === undefined ? '' : `, #${body.pullRequest}`;
  if (body.type === 'rollback') {
    const { version } = body.target;
    return {
      en: `rollback of ${body.environment} to ${version} ${phase.en}${pull}${why.en}`,
      fr: `retour arrière de ${body.environment} à ${version} ${phase.fr[0]}${pull}${why.fr}`,
    };
  }
  const what = body.version ?? body.candidate.commit.slice(0, 7);
  return {
    en: `promotion of ${what} to ${body.environment} ${phase.en}${pull}${why.en}`,
    fr: `promotion de ${what} vers ${body.environment} ${phase.fr[1]}${pull}${why.fr}`,
  };
};
