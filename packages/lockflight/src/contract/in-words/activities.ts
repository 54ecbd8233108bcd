/** Activities are a team's own words; those that many teams share are said in both languages, any other is shown as it is written. */
import type { Text } from '../text.ts';
import { asCode } from './texts.ts';

const ACTIVITIES = new Map<string, Text>([
  ['explore', { en: 'exploring the code', fr: 'exploration du code' }],
  ['understand', { en: 'understanding', fr: 'compréhension' }],
  ['unit-tests', { en: 'unit tests', fr: 'tests unitaires' }],
  ['functional-tests', { en: 'functional tests', fr: 'tests fonctionnels' }],
  ['user-tests', { en: 'tests by real users', fr: 'tests utilisateur réels' }],
  ['journey-validation', { en: 'validation of user journeys', fr: 'validation des parcours' }],
  ['smoke', { en: 'smoke runs', fr: 'campagne smoke' }],
  ['seed', { en: 'seeding of data', fr: 'insertion de données de référence' }],
  ['operate', { en: 'operations', fr: 'exploitation' }],
  ['support', { en: 'support', fr: 'support' }],
  ['observe', { en: 'observation', fr: 'observation' }],
  ['product-decision', { en: 'product decisions', fr: 'décision produit' }],
  ['business-validation', { en: 'business tests that count as validation', fr: 'test métier validant' }],
  ['direct-promotion', { en: 'direct promotion', fr: 'promotion directe' }],
  ['hot-debug', { en: 'hot debugging', fr: 'debug à chaud' }],
  ['patch-without-rollback', { en: 'patches without a way back', fr: 'patch sans rollback' }],
  ['experiment', { en: 'experiments', fr: 'expérimentation' }],
  ['sandbox', { en: 'use as a sandbox', fr: 'usage comme sandbox' }],
]);

export const activityInWords = (activity: string): Text => {
  const known = ACTIVITIES.get(activity);
  const code = asCode(activity);
  return known === undefined ? { en: code, fr: code } : { en: `${known.en} (${code})`, fr: `${known.fr} (${code})` };
};
