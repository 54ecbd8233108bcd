/**
 * The fixed words of the contract's language, said to people: needs, modes, kinds, facts. French agrees with what is spoken of: a variable is
 * `f`, a service or a group is `m`.
 */
import type { CommandMode, Environment, EnvironmentKind, GroupRule, Mode, Need, Phase, Pusher, ServiceKind, Weekday } from '../model.ts';
import type { Text } from '../text.ts';

export type Gender = 'f' | 'm';

const NEEDS: Readonly<Record<Need, Text & { readonly m: string }>> = {
  forbidden: { en: 'forbidden', fr: 'interdite', m: 'interdit' },
  optional: { en: 'optional', fr: 'facultative', m: 'facultatif' },
  recommended: { en: 'recommended', fr: 'recommandée', m: 'recommandé' },
  required: { en: 'required', fr: 'requise', m: 'requis' },
};

export const needInWords = (need: Need, gender: Gender = 'f'): Text => {
  const { en, fr, m } = NEEDS[need];
  return { en, fr: gender === 'f' ? fr : m };
};

const MODES: Readonly<Record<Mode, Text>> = {
  test: { en: 'test (sandbox)', fr: 'test (sandbox)' },
  live: { en: 'live', fr: 'live' },
};
export const modeInWords = (mode: Mode): Text => MODES[mode];

const KINDS: Readonly<Record<EnvironmentKind, Text>> = {
  development: { en: 'development', fr: 'développement' },
  preview: { en: 'preview', fr: 'aperçu' },
  staging: { en: 'staging', fr: 'préproduction' },
  production: { en: 'production', fr: 'production' },
};
export const kindInWords = (kind: EnvironmentKind): Text => KINDS[kind];

const SERVICES: Readonly<Record<ServiceKind, string>> = {
  postgres: 'Postgres',
  sqlite: 'SQLite',
  redis: 'Redis',
  clamav: 'ClamAV',
  smtp: 'SMTP',
  sms: 'SMS',
  stripe: 'Stripe',
  firebase: 'Firebase',
  cdn: 'CDN',
  storage: 'stockage',
  sentry: 'Sentry',
  metrics: 'métriques',
  kyc: 'KYC',
  http: 'HTTP',
};
export const serviceKindInWords = (kind: ServiceKind): Text => ({
  en: kind === 'storage' || kind === 'metrics' ? kind : SERVICES[kind],
  fr: SERVICES[kind],
});

const FACTS: Readonly<Record<string, Text>> = {
  managed: { en: 'managed', fr: 'managé' },
  'highly-available': { en: 'highly available', fr: 'haute disponibilité' },
  supervised: { en: 'supervised', fr: 'supervisé' },
  alerts: { en: 'with alerts', fr: 'avec alertes' },
  shared: { en: 'shared', fr: 'partagé' },
  durable: { en: 'durable', fr: 'durable' },
};
export const serviceFactInWords = (fact: string): Text => FACTS[fact] ?? { en: fact, fr: fact };

const DATA: Readonly<Record<NonNullable<Environment['data']>, Text>> = {
  none: { en: 'none', fr: 'aucune' },
  synthetic: { en: 'synthetic', fr: 'synthétiques' },
  consistent: { en: 'consistent', fr: 'cohérentes' },
  real: { en: 'real', fr: 'réelles' },
};
export const dataInWords = (data: NonNullable<Environment['data']>): Text => DATA[data];

const COMMAND_MODES: Readonly<Record<CommandMode, Text>> = {
  allow: { en: 'allowed', fr: 'permise' },
  confirm: { en: 'on confirmation', fr: 'sur confirmation' },
  pipeline: { en: 'pipeline only', fr: 'pipeline seulement' },
  deny: { en: 'denied', fr: 'refusée' },
};
export const commandModeInWords = (mode: CommandMode): Text => COMMAND_MODES[mode];

const PUSHERS: Readonly<Record<Pusher, Text>> = {
  nobody: { en: 'nobody', fr: 'personne' },
  writers: { en: 'those who may write', fr: "ceux qui ont le droit d'écrire" },
  anyone: { en: 'anyone', fr: 'tout le monde' },
};
export const pusherInWords = (pusher: Pusher): Text => PUSHERS[pusher];

const RULES: Readonly<Record<GroupRule, Text>> = {
  'all-or-none': { en: 'all or none', fr: 'toutes ou aucune' },
  'at-least-one': { en: 'at least one', fr: 'au moins une' },
  'exactly-one': { en: 'exactly one', fr: 'une et une seule' },
};
export const groupRuleInWords = (rule: GroupRule): Text => RULES[rule];

const PHASES: Readonly<Record<Phase, Text>> = {
  build: { en: 'build', fr: 'construction' },
  boot: { en: 'start-up', fr: 'démarrage' },
  run: { en: 'run', fr: 'exécution' },
};
export const phaseInWords = (phase: Phase): Text => PHASES[phase];

const DAYS: Readonly<Record<Weekday, Text>> = {
  mon: { en: 'Monday', fr: 'lundi' },
  tue: { en: 'Tuesday', fr: 'mardi' },
  wed: { en: 'Wednesday', fr: 'mercredi' },
  thu: { en: 'Thursday', fr: 'jeudi' },
  fri: { en: 'Friday', fr: 'vendredi' },
  sat: { en: 'Saturday', fr: 'samedi' },
  sun: { en: 'Sunday', fr: 'dimanche' },
};
export const weekdayInWords = (day: Weekday): Text => DAYS[day];

export const yesOrNo = (yes: boolean): Text => (yes ? { en: 'yes', fr: 'oui' } : { en: 'no', fr: 'non' });
