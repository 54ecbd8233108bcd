/** Protection, archives and rollbacks are about branches; production's branch should have all three. */
import type { Finding, Rule } from './rule.ts';

export const guardedBranchesExist: Rule = ({ written }) =>
  (['protect', 'archive', 'rollback'] as const).flatMap((section) =>
    Object.keys(written[section] ?? {}).flatMap((name): readonly Finding[] => {
      const environment = written.environments[name];
      if (environment === undefined || environment.branch !== undefined) return [];
      return [
        {
          code: 'branch-needed',
          path: [section, name],
          atKey: true,
          message: {
            en: `${name} has no branch, so there is nothing to ${section}`,
            fr: `${name} n'a pas de branche : \`${section}\` n'a pas d'objet`,
          },
          fix: {
            en: `add environments.${name}.branch, or drop this rule`,
            fr: `ajoutez environments.${name}.branch, ou retirez cette règle`,
          },
        },
      ];
    }),
  );

const PLACEHOLDERS = new Set(['branch', 'environment', 'date', 'version']);

export const archivesHaveNames: Rule = ({ written }) =>
  Object.entries(written.archive ?? {}).flatMap(([name, pattern]): readonly Finding[] => {
    const used = [...pattern.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
    const unknown = used.find((word) => !PLACEHOLDERS.has(word));
    const sample = pattern.replaceAll(/\{[^{}]*\}/g, 'x');
    const isRefName = /^(?![-/.])(?!.*(?:\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)))(?!.*[/.]$)[^\p{Cc} ~^:?*[\\{}]+$/u.test(sample);
    // What is kept elsewhere is neither fetched nor covered by the one rule that protects archives.
    if (unknown === undefined && isRefName && used.length > 0 && pattern.startsWith('archive/')) return [];
    return [
      {
        code: 'bad-archive-pattern',
        path: ['archive', name],
        message:
          unknown !== undefined
            ? { en: `\`{${unknown}}\` stands for nothing`, fr: `\`{${unknown}}\` ne représente rien` }
            : {
                en: 'this cannot be the name of a tag for each archive, under archive/',
                fr: "ceci ne peut pas nommer l'étiquette de chaque archive, sous archive/",
              },
        fix: { en: 'write archive/{branch}/{date}/{version}', fr: 'écrivez archive/{branch}/{date}/{version}' },
      },
    ];
  });

/** What a flow into production leaves open. Said once for each, as a warning: a team may come to it step by step. */
export const productionIsGuarded: Rule = ({ written, contract, damaged }) =>
  contract.environments.flatMap((environment) => {
    const { name } = environment;
    const fed = contract.flow.some((step) => step.to === name);
    if (environment.kind !== 'production' || environment.branch === undefined || !fed) return [];
    const findings: Finding[] = [];
    if (!damaged.has('protect') && (written.protect?.[name]?.push ?? 'writers') !== 'nobody') {
      findings.push({
        code: 'unprotected-production',
        severity: 'warning',
        path: written.protect?.[name] === undefined ? ['environments', name] : ['protect', name],
        atKey: true,
        message: {
          en: `anybody who may write can push straight to ${name}`,
          fr: `quiconque peut écrire peut pousser directement vers ${name}`,
        },
        fix: {
          en: `add protect: { ${name}: { push: nobody, pull-request: { approvals: 1 } } }`,
          fr: `ajoutez protect: { ${name}: { push: nobody, pull-request: { approvals: 1 } } }`,
        },
      });
    }
    if (!damaged.has('archive') && written.archive?.[name] === undefined) {
      findings.push({
        code: 'unarchived-production',
        severity: 'warning',
        path: ['environments', name],
        atKey: true,
        message: {
          en: `what ${name} had is not archived by a name of your choice`,
          fr: `ce qu'avait ${name} n'est pas archivé sous un nom de votre choix`,
        },
        fix: {
          en: `add archive: { ${name}: "archive/{branch}/{date}/{version}" }`,
          fr: `ajoutez archive: { ${name}: "archive/{branch}/{date}/{version}" }`,
        },
      });
    }
    return findings;
  });
