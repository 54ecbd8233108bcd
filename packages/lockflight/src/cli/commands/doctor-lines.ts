/** What a person reads of the services: one line each, and below it only what did not pass, with what to do. */
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import type { ServiceOutcome, ServiceReport } from '../../flow/doctor/judge.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';

const WIDTH = 80;
const OUTCOME_WIDTH = 8;

const WORDS: Readonly<Record<ServiceOutcome, Text>> = {
  passed: { en: 'passed', fr: 'bon' },
  failed: { en: 'failed', fr: 'échec' },
  errored: { en: 'unseen', fr: 'non vu' },
  off: { en: 'off', fr: 'absent' },
  absent: { en: 'not set', fr: 'non déf.' },
  mocked: { en: 'mocked', fr: 'imité' },
};

export const progressWords = ({ name, outcome }: ServiceReport): Text => ({
  en: `${name} ${WORDS[outcome].en}`,
  fr: `${name} : ${WORDS[outcome].fr}`,
});

export const doctorLines = (
  environment: string,
  services: readonly ServiceReport[],
  exit: 0 | 1 | 3,
  paint: Paint,
  language: Language,
): readonly string[] => {
  const width = Math.max(8, ...services.map((s) => s.name.length));
  return [
    ...wrap(heading(environment, services, exit)[language], WIDTH).map((line) =>
      paint(exit === 0 ? 'good' : exit === 1 ? 'bad' : 'doubt', line),
    ),
    ...(services.length === 0 ? [] : ['']),
    ...services.flatMap((service) => serviceLines(service, width, paint, language)),
  ];
};

const heading = (environment: string, services: readonly ServiceReport[], exit: 0 | 1 | 3): Text => {
  if (services.length === 0)
    return { en: `${environment}: the contract has no services`, fr: `${environment} : le contrat n'a pas de services` };
  const bad = services.filter((s) => s.decides && s.outcome === (exit === 1 ? 'failed' : 'errored')).map((s) => s.name);
  const mild = services.filter((s) => !s.decides && (s.outcome === 'failed' || s.outcome === 'errored')).map((s) => s.name);
  switch (exit) {
    case 0:
      if (services.every(({ outcome }) => outcome === 'off' || outcome === 'absent'))
        return {
          en: `${environment}: none of its services is used, nothing was probed`,
          fr: `${environment} : aucun de ses services n'est utilisé, rien n'a été sondé`,
        };
      return mild.length === 0
        ? { en: `${environment}: every service that is used works`, fr: `${environment} : tous les services utilisés fonctionnent` }
        : {
            en: `${environment}: nothing required is wrong; warnings: ${mild.join(', ')}`,
            fr: `${environment} : rien d'exigé n'est en défaut ; avertissements : ${mild.join(', ')}`,
          };
    case 1:
      return { en: `${environment}: does not work: ${bad.join(', ')}`, fr: `${environment} : en défaut : ${bad.join(', ')}` };
    case 3:
      return { en: `${environment}: could not be decided: ${bad.join(', ')}`, fr: `${environment} : indécis : ${bad.join(', ')}` };
  }
};

const serviceLines = (service: ServiceReport, width: number, paint: Paint, language: Language): readonly string[] => {
  const { name, kind, outcome, checks, decides, mode } = service;
  const colour =
    outcome === 'failed' ? (decides ? 'bad' : 'doubt') : outcome === 'errored' ? 'doubt' : outcome === 'passed' ? 'good' : 'quiet';
  const about = [
    kind,
    ...(mode === undefined ? [] : [mode]),
    ...(decides || outcome === 'off' ? [] : [{ en: service.need, fr: NEEDS[service.need] ?? service.need }[language]]),
  ].join(', ');
  const seen = checks.filter((c) => c.outcome === 'passed').map((c) => inLanguage(c.message, language));
  const indent = ' '.repeat(2 + OUTCOME_WIDTH + 2);
  const below = (words: string, next = ''): readonly string[] => wrap(words, WIDTH - indent.length, next).map((line) => indent + line);
  return [
    `  ${paint(colour, WORDS[outcome][language].padEnd(OUTCOME_WIDTH))}  ${name.padEnd(width)}  ${about}`,
    ...(seen.length === 0 ? [] : below(seen.join(language === 'fr' ? ' ; ' : '; ')).map((line) => paint('quiet', line))),
    ...checks
      .filter((c) => c.outcome !== 'passed')
      .flatMap(({ code = '', message, fix }) => [
        ...below(`${code}${language === 'fr' ? ' :' : ':'} ${inLanguage(message, language)}`).map((line) =>
          paint(decides ? 'bad' : 'doubt', line),
        ),
        ...(fix === undefined ? [] : below(`-> ${inLanguage(fix, language)}`, '   ')),
      ]),
  ];
};

const NEEDS: Readonly<Record<string, string>> = { optional: 'facultatif', recommended: 'recommandé', forbidden: 'interdit' };
