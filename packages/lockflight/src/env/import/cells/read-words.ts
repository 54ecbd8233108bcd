/**
 * A cell of words only: needs, modes, on and off, ticks, in the order in which one contains another. Input: the words and the document's legend;
 * output: a `CellReading`. Invariant: what is not understood stays in `words`. Total.
 */
import type { Need } from '../../../contract/model.ts';
import { plain } from '../heads/plain.ts';
import type { CellContext, CellReading } from './reading.ts';
import {
  CONDITION,
  CROSS,
  EMPTY,
  FOR,
  FORBIDDEN,
  LIVE_MODE,
  OFF,
  ON,
  OPTIONAL,
  RECOMMENDED,
  REQUIRED,
  TEST_MODE,
  TICK,
} from './vocabulary.ts';

/** Words only. The first vocabulary that knows one of them decides; what they say besides is kept. */
export const readWords = (text: string, context: Pick<CellContext, 'legend'>): CellReading => {
  const said = plain(text);
  const signs = [...context.legend].find(([sign]) => sign.length <= 3 && !/[a-z0-9]/.test(sign) && said.includes(sign));
  const rest = said.split(/\s/).length > 1 ? { words: text } : {};
  const need = signs?.[1] ?? needOf(said);
  if ((need === undefined || need === 'required' || need === 'forbidden') && hangsOnSomething(said)) return { depends: true, words: text };
  const whole = said.replace(/\s*\([^()]*\)/g, '').trim();
  const onOff = state(whole);
  const mode = modeOf(whole) ?? (onOff === undefined ? modeOf(said) : undefined);
  const restricted = /restr(?:eint|icted|ingid[oa]|itt)|allow-?list|limited|limite|eingeschrankt|制限|限制/.test(said)
    ? { restricted: true }
    : {};
  if (need === undefined && mode === undefined && onOff !== undefined) return { state: onOff, ...rest };
  const [lead = '', ...others] = said.split(/\s+/);
  if (need === undefined && mode === undefined && TICK.test(lead) && lead.length < 4 && !/[a-z]/.test(lead))
    return { ...readTick(true, others.join(' '), context), words: text };
  if (need === undefined && mode === undefined && CROSS.test(lead) && !/[a-z]/.test(lead))
    return { ...readTick(false, others.join(' '), context), words: text };
  if (need === undefined && mode === undefined && EMPTY.test(said)) return { need: 'optional', words: text };
  const plainly = need !== undefined || mode !== undefined ? whole.split(' ').length <= 2 && whole === said : false;
  return {
    ...(need === undefined ? {} : { need }),
    ...(mode === undefined ? {} : { mode }),
    ...(onOff === undefined ? {} : { state: onOff }),
    ...restricted,
    ...(plainly ? {} : { words: text }),
  };
};

/** A tick with words: the words, where they say a need or a value, else the tick. */
const readTick = (tick: boolean, words: string, context: Pick<CellContext, 'legend'>): CellReading => {
  const inner = words === '' ? {} : readWords(words, context);
  return inner.need === undefined && inner.mode === undefined && inner.state === undefined ? { tick } : inner;
};

const NEGATED_MODE =
  /(?<!\p{L})(?:never|not|no|non|nor|without|neither|jamais|pas(?: de)?|sans|sauf|except|nie|nicht|kein|nunca|mai|sin|senza)\s+(?:a |the |in |de |le |la )?(?:live|test|sandbox|production)(?:[ -]?(?:keys?|mode|cles?))?(?!\p{L})/gu;

/** "test domain": something of its own for tests, and no mode of a key. */
const PLACE_OF_TESTS =
  /(?<!\p{L})test (?:domain|address|url|host|server|db|database|instance|environment|env|inbox|mailbox|users?|data|bucket|value|string|site|cluster|channel)(?!\p{L})/gu;

/** What is denied says nothing; words that speak of both say nothing either. */
const modeOf = (said: string): 'test' | 'live' | undefined => {
  const affirmed = said.replace(NEGATED_MODE, ' ').replace(PLACE_OF_TESTS, ' ');
  const [live, test] = [LIVE_MODE.test(affirmed), TEST_MODE.test(affirmed)];
  return live === test ? undefined : live ? 'live' : 'test';
};

/** "if Sheets is active", "yes for the bot": said of the need itself, and not of an explanation in brackets or after it. */
const hangsOnSomething = (said: string): boolean => {
  const [clause = ''] = said.replace(/\([^()]*\)/g, ' ').split(/[.;—–]|\s-\s/);
  const [lead = '', ...others] = clause.trim().split(/\s+/);
  const brackets = [...said.matchAll(/\(([^()]*)\)/g)].map(([, inside = '']) => inside.trim());
  return (
    CONDITION.test(clause) ||
    brackets.some((inside) => inside.search(CONDITION) === 0) ||
    (lead.length > 1 && TICK.test(lead) && FOR.test(others.join(' ')))
  );
};

const state = (said: string): 'on' | 'off' | undefined => {
  const short = said.split(' ').length <= 3;
  if (short && OFF.test(said)) return 'off';
  return short && ON.test(said) ? 'on' : undefined;
};

/** The need that words say: of the first clause, where that says one ("required - never reuse the local one"). */
export const needOf = (said: string): Need | undefined => {
  const [clause = '', ...others] = said.split(/\s*[—–;]\s*|\.\s|\s-\s/);
  const [lead = ''] = clause.split(/\s*[,、，]\s*/);
  const short = lead === clause || lead.split(' ').length > 3 ? undefined : needIn(lead);
  return short ?? needIn(clause) ?? (others.length === 0 ? undefined : needIn(said));
};

/** "niet verplicht", "gerekli değil": a need that is denied is none, in whatever language. */
const isDenied = (said: string): boolean =>
  [...said.matchAll(DENIED)].some(([, before = '', after = '']) => REQUIRED.test(before) || REQUIRED.test(after));

const DENIED =
  /(?<!\p{L})(?:not|no|non|nao|nicht|niet|nie|не|pas|nu|ikke|inte|ei|neni|nem)\s+((?:\p{L}+\s+){0,2}\p{L}+)|(\p{L}+)\s+(?:degil|нет необходимости)(?!\p{L})/gu;

/** "Never" forbids where it stands alone, or before what is done with a variable; before anything else it forbids that: "never the live key". */
const NEVER =
  /(?<!\p{L})(?:(?:must|should|doit|debe|deve)\s+)?(?:never|jamais|nunca|niemals|mai|nooit|никогда|asla)\s+(?!(?:set|defined?|used?|needed|present|enabled?|allowed|in|on|here|outside|en|im|em|definir|utiliser|usar|setzen|definie|utilise)(?!\p{L}))(?=\p{L})|(?<=\p{L}[^\p{L}]+)(?<!(?:must|doit|ne|should|is|est|ist)\s+)(?<!\p{L})(?:never|jamais|nunca|niemals|nooit|nigdy|никогда)(?=\s+(?:the|a|an|la|le|el|test|live|dev)(?!\p{L}))/gu;
/** "must not be localhost", "do not use the dev one": a value is refused, and not the variable. */
const REFUSED =
  /(?<!\p{L})(?:(?:must|should|may|can)(?:\s+not|\s+never|not) (?:be|equal|contain|point|match|start|end) (?!(?:set|defined|present|used|provided|configured|enabled|there)(?!\p{L}))|(?:(?:do|does) not|don't|never) (?:use|share|reuse|copy|commit|expose|log|point) (?!(?:in|on|here|at|outside)(?!\p{L}))|(?:no|nao|non) (?:usar|usare|compartir|reutilizar) (?!(?:en|em|in|aqui|qui)(?!\p{L}))|ne (?:pas|jamais) (?:utiliser|partager|reutiliser|exposer|commiter) (?!(?:en|ici|sur)(?!\p{L}))|не использовать (?!(?:в|на|здесь)(?!\p{L})))\p{L}+/gu;

const needIn = (words: string): Need | undefined => {
  const said = words
    .replace(/(?:must never|ne jamais)(?= be| etre)/g, 'must not')
    .replace(REFUSED, ' ')
    .replace(NEVER, ' ');
  if (FORBIDDEN.test(said)) return 'forbidden';
  if (OPTIONAL.test(said) || isDenied(said) || (EMPTY.test(said) && RECOMMENDED.test(said))) return 'optional';
  if (RECOMMENDED.test(said)) return 'recommended';
  return REQUIRED.test(said) ? 'required' : undefined;
};
