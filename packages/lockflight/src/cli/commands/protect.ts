import { inLanguage, type Text, verbatim } from '../../contract/text.ts';
import type { Protected } from '../../flow/protect/protect.ts';
import { PROTECTION_PERMISSIONS } from '../../forge/github/app-permissions.ts';
import type { Change } from '../../protection/changes.ts';
import type { Finding } from '../../protection/finding.ts';
import type { Annotation, CommandDefinition, Invocation, Report } from '../command.ts';
import { textOption } from '../option.ts';
import { worldOf } from '../world-of.ts';
import { wrap } from '../wrap.ts';
import { protectLines } from './protect-lines.ts';

/** `lockflight protect`: exit 1 on lapses, 3 when nothing lapsed that could be seen and not all could. */
export const protect: CommandDefinition = {
  name: 'protect',
  summary: { en: "the forge's rules against the contract", fr: 'les règles de la forge face au contrat' },
  usage: '[--apply [--yes]] [--app SLUG]',
  options: { apply: { type: 'boolean' }, yes: { type: 'boolean' }, app: { type: 'string' } },
  explains: {
    apply: { en: 'show the changes that it takes, ask, make them', fr: 'montrer les changements, demander, les faire' },
    yes: { en: 'do not ask', fr: 'ne pas demander' },
    app: { en: "the recorder's App; to be named the first time", fr: "l'App du greffier ; à nommer la première fois" },
  },
  examples: ['protect', 'protect --apply', 'protect --apply --yes --app koomy-lockflight'],
  positionals: { min: 0, max: 0 },
  run: async (invocation): Promise<Report> => {
    const { protect: act } = await import('../../flow/protect/protect.ts');
    const app = textOption(invocation, 'app');
    const consent = invocation.options.apply === true ? { consent: consentOf(invocation) } : {};
    const done = await act(await worldOf(invocation, PROTECTION_PERMISSIONS), { ...(app === undefined ? {} : { app }), ...consent });
    return {
      exit: exitOf(done),
      language: done.situation.contract.language,
      json: asJson(done),
      lines: (paint, language) => protectLines(done, { paint, language }),
      annotations: done.decision.findings.map(annotationOf),
    };
  },
};

const exitOf = ({ decision: { findings } }: Protected): 0 | 1 | 3 => {
  if (findings.length === 0) return 0;
  return findings.some(({ severity }) => severity === 'lapse') ? 1 : 3;
};

/** The changes are shown before anything is asked, on stderr: the answer is what came of them. */
const consentOf =
  ({ options, progress, ask, language = 'en' }: Invocation) =>
  async (changes: readonly Change[]): Promise<boolean> => {
    for (const { text } of changes) for (const line of wrap(`+ ${inLanguage(text, language)}`, 80, '    ')) progress(verbatim(line));
    if (options.yes === true) return true;
    if (ask === undefined) return false;
    return /^[yo]/i.test(
      (await ask({ en: "Change the forge's rules like this? [y/N] ", fr: 'Changer ainsi les règles de la forge ? [o/N] ' })).trim(),
    );
  };

const asJson = ({ situation, decision, outcomes }: Protected) => ({
  repository: situation.repository.fullName,
  enforced: decision.enforced,
  advisory: decision.advisory,
  app: decision.recorder ?? null,
  subjects: decision.subjects.map(({ subject, judged }) => ({
    kind: subject.kind,
    name: subject.name,
    environment: subject.environment ?? null,
    demands: judged.map(({ demand, standing }) => ({
      demand: demand.what,
      state: standing.state,
      by: standing.by.map(({ kind, name, id, level }) => ({ kind, name, id: id ?? null, level })),
    })),
  })),
  findings: decision.findings.map(({ code, severity, about, environment, demands, by, at, message, fix, mended }) => ({
    code,
    severity,
    about: about ?? null,
    environment: environment ?? null,
    demands,
    by: by.map((one) => ({ kind: one.kind, name: one.name, id: one.id ?? null, level: one.level })),
    rule: at === undefined ? null : { file: at.file, line: at.line },
    message,
    fix,
    mended,
  })),
  changes: [
    ...outcomes.map(({ change, state, code, message, fix }) => ({
      ...changeJson(change),
      state,
      ...(code === undefined ? {} : { code, message, fix }),
    })),
    ...decision.changes
      .filter((change) => !outcomes.some((outcome) => outcome.change.text.en === change.text.en))
      .map((change) => ({ ...changeJson(change), state: 'planned' as const })),
  ],
});

const changeJson = (change: Change) => ({
  kind: change.kind,
  text: change.text,
  ruleset: 'draft' in change ? change.draft.name : null,
});

const annotationOf = ({ code, severity, about, at, message, fix }: Finding): Annotation => {
  const said = (language: keyof Text): string => `${inLanguage(message, language)}. ${inLanguage(fix, language)}`;
  return {
    level: severity === 'lapse' ? 'error' : 'warning',
    ...(at === undefined ? {} : { file: at.file, line: at.line }),
    title: about === undefined ? code : `${about}: ${code}`,
    message: { en: said('en'), fr: said('fr') },
  };
};
