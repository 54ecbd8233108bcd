/** The words of the compiled validator, in one language: what each code asks to be done, and how a text of each type looks. Short: they are in every bundle. */
import type { VariableType } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';
import { eitherOf } from '../listed.ts';
import type { Plan } from './plan.ts';

/** What to do, by code. The variable's name stands above it. */
export const fixOf = (plan: Plan, code: string): Text => {
  const selector = plan.contract.select[0] ?? 'LOCKFLIGHT_ENV';
  const known = eitherOf(plan.environments.map(({ name }) => name));
  const fixes = new Map<string, Text>([
    [
      'foreign-value',
      {
        en: "put this environment's own value here; renew a live one that leaked",
        fr: 'mettez la valeur propre à cet environnement ; renouvelez une valeur live qui a fui',
      },
    ],
    [
      'ambiguous-environment',
      { en: `set ${selector} to where this runs: ${known.en}`, fr: `dites par ${selector} où cela s'exécute : ${known.fr}` },
    ],
    [
      'client-secret',
      {
        en: 'keep it on the server, renew it if a build was published',
        fr: 'gardez-la côté serveur, renouvelez-la si une version a été publiée',
      },
    ],
    ['wrong-mode', { en: 'put a value of that mode', fr: 'mettez une valeur de ce mode' }],
    ['forbidden', { en: 'remove it', fr: 'retirez-la' }],
    ['missing', { en: 'set it', fr: 'définissez-la' }],
    ['invalid', { en: 'correct it', fr: 'corrigez-la' }],
    ['placeholder', { en: 'give it its real value', fr: 'donnez-lui sa vraie valeur' }],
    ['incomplete-group', { en: 'set what is asked, or remove the rest', fr: 'définissez ce qui est demandé, ou retirez le reste' }],
    ['not-distinct', { en: 'give it a value of its own', fr: 'donnez-lui sa propre valeur' }],
    ['deprecated', { en: 'remove it', fr: 'retirez-la' }],
    ['unknown-environment', { en: `name one: ${known.en}`, fr: `nommez-en un : ${known.fr}` }],
  ]);
  return fixes.get(code) ?? { en: '', fr: '' };
};

const alike = (words: string): Text => ({ en: words, fr: words });

/** What a text of the type looks like; types whose name says it have nothing here. */
export const SHAPES: Partial<Record<VariableType, Text>> = {
  url: { en: 'scheme://host/...', fr: 'schéma://hôte/...' },
  host: { en: 'without scheme or port', fr: 'sans schéma ni port' },
  port: alike('1-65535'),
  integer: { en: 'decimal digits', fr: 'chiffres décimaux' },
  number: alike('-12.5'),
  boolean: alike('true, false, 1, 0, yes, no, on, off'),
  duration: alike('15m, 1h30m, 90d'),
  'cidr-list': alike('10.0.0.0/8,2001:db8::/32'),
  list: alike('a,b,c'),
  semver: alike('1.4.0'),
  cron: alike('0 3 * * *'),
  timezone: alike('Africa/Casablanca'),
  'stripe-secret-key': alike('sk_test_, sk_live_, rk_test_, rk_live_'),
  'stripe-publishable-key': alike('pk_test_, pk_live_'),
  'stripe-webhook-secret': alike('whsec_'),
  'sentry-dsn': alike('https://KEY@HOST/PROJECT'),
};
