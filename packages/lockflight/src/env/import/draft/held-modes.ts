/**
 * Which words for a mode are one: "test" beside a key says which key, beside an address it says which address. Input: a row and the variable that it is
 * read for; output: the row, without modes that nothing bears out. A family's row is left alone: one of its members bears the mode. Pure.
 */
import { plain } from '../heads/plain.ts';
import { isSecretName } from '../infer/secret.ts';
import type { ReadRow, Said } from './gather.ts';

const CREDENTIAL =
  /(?:^|_)(?:KEYS?|TOKEN|SECRET|SID|ACCOUNT|CLIENT|APP|PRICES?|PLAN|CREDENTIALS?|MODE|PROVIDER|ENV|ENVIRONMENT|MERCHANT|PUBLIC|PRIVATE|STRIPE|PAYPAL|TWILIO)(?:_|$)/;
const EXPOSED = /^(?:NEXT_PUBLIC|VITE|PUBLIC|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC)_/;
const SAID_OUT =
  /sandbox|bac a sable|サンドボックス|沙箱|샌드박스|(?<!\p{L})(?:test|live)[- ]?(?:mode|keys?|account|credentials?|secret|token|tenant)|(?:mode|cles?|claves?|compte|chiavi?|chaves?) (?:de |di )?(?:test|live|prueba|teste)/u;

export const withHeldModes = (row: ReadRow, { name, own }: { readonly name: string; readonly own: boolean }): ReadRow => {
  if (!own) return row;
  if (HOMEMADE.test(name)) return { ...row, said: row.said.map(withoutMode) };
  if (UNTELLING.test(name)) return { ...row, said: row.said.map(untold) };
  const against = row.said.some(({ reading }) => reading.mode === 'test');
  const said = against ? row.said.map(answered) : row.said.map(notOnlyTheirs);
  return { ...row, said: CREDENTIAL.test(name.replace(EXPOSED, '')) || isSecretName(name) ? said : said.map(held) };
};

/** Nobody issues these: whoever runs the program makes them up, and no mode can be told from them. */
const HOMEMADE =
  /(?:^|_)(?:JWT|SESSION|COOKIE|CSRF|CRON|HMAC|NEXTAUTH|ENCRYPTION|SALT|PEPPER|PASSWORD|PASSWD)(?:_[A-Z]+)*$|^(?:AUTH_|APP_|DJANGO_|FLASK_|RAILS_)?SECRET(?:_KEY)?(?:_BASE)?$|^APP_KEY$/;

const withoutMode = (said: Said): Said => {
  const { mode, ...reading } = said.reading;
  return mode === undefined ? said : { ...said, reading: { ...reading, words: said.text } };
};

/** What its issuer gives the same form in both modes. */
const UNTELLING = /(?:^|_)(?:WEBHOOK_SECRET|WEBHOOK_TOKEN|SIGNING_SECRET|PRICES?|PRICE_IDS?|PRODUCT_IDS?|PLAN_IDS?)(?:_|$)/;

const untold = (said: Said): Said => {
  const { mode, ...reading } = said.reading;
  return mode === undefined || reading.implied === true ? said : { ...said, reading: { ...reading, untold: true, words: said.text } };
};

/** "prod token" beside "staging token" says whose it is; it says live where another cell says test. */
const notOnlyTheirs = (said: Said): Said => {
  const { mode, ...reading } = said.reading;
  if (
    mode !== 'live' ||
    reading.implied === true ||
    !/(?<!\p{L})prod(?:uction)?(?!\p{L})/u.test(plain(said.text)) ||
    /live/i.test(said.text)
  )
    return said;
  return { ...said, reading: { ...reading, words: said.text } };
};

/** "Production" in one cell answers "Test" in another: of a key it says which, and not where. */
const answered = (said: Said): Said =>
  said.reading.mode === undefined && said.reading.need === undefined && REAL.test(plain(said.text))
    ? { ...said, reading: { mode: 'live' } }
    : said;

const REAL =
  /^(?:prod(?:uction)?|live|reale?|produccion|producao|produzione|produktion|produktiv|echt|productie|本番|生产|正式|운영|боев(?:ой|ая)|прод)$/u;

const held = (said: Said): Said => {
  const { mode, ...reading } = said.reading;
  const borne = mode === undefined || reading.implied === true || SAID_OUT.test(plain(said.text));
  return borne ? said : { ...said, reading: { ...reading, words: said.text } };
};
