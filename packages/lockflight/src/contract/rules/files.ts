/** Commands that wait for one another, deploy unseen, or ask for a proof of nothing; files that are written twice. */
import { RECORDER_WORKFLOW, WAKE_WORKFLOW } from '../model.ts';
import { each, type Finding, type Rule } from './rule.ts';

export const commandsEnd: Rule = ({ contract }) => {
  const after = new Map(contract.commands.map((command) => [command.name, command.after]));
  return contract.commands.flatMap((command): readonly Finding[] => {
    const seen = new Set<string>();
    const open = [...command.after];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (name === command.name) return [waitsForItself(command.name)];
      if (seen.has(name)) continue;
      seen.add(name);
      open.push(...(after.get(name) ?? []));
    }
    return [];
  });
};

const waitsForItself = (name: string): Finding => ({
  code: 'command-cycle',
  path: ['commands', name, 'after'],
  message: { en: `${name} waits, in the end, for itself`, fr: `${name} finit par s'attendre elle-même` },
  fix: { en: 'drop one `after` of the circle', fr: 'retirez un `after` du cercle' },
});

/** A deployment is told to the forge by the pipeline alone. */
export const deploymentsHaveAPipeline: Rule = ({ written, contract }) =>
  contract.commands.flatMap((command): readonly Finding[] => {
    const cells = Object.values(written.commands?.[command.name]?.in ?? {});
    if (!command.deploys || cells.some((cell) => (typeof cell === 'string' ? cell : cell.mode) === 'pipeline')) return [];
    return [
      {
        code: 'deploys-without-pipeline',
        path: ['commands', command.name, 'deploys'],
        message: {
          en: `${command.name} deploys, and runs in the pipeline nowhere: the forge is told of no deployment`,
          fr: `${command.name} déploie, mais ne tourne nulle part dans le pipeline : la forge n'apprend aucun déploiement`,
        },
        fix: {
          en: 'let it run by the pipeline: in: { production: pipeline }; or drop `deploys`',
          fr: 'faites-la tourner par le pipeline : in: { production: pipeline } ; ou retirez `deploys`',
        },
      },
    ];
  });

/** Only the pipeline has an identity, and one that is proven runs for a branch: without it, any writer's branch would do. */
export const identitiesProveSomething: Rule = ({ written, contract }) =>
  contract.commands.flatMap(({ name, cells }) =>
    cells.flatMap(({ environment, mode, on }): readonly Finding[] => {
      const cell = written.commands?.[name]?.in?.[environment];
      if (typeof cell !== 'object' || cell.identity === undefined) return [];
      const path = ['commands', name, 'in', environment, 'identity'];
      const code = 'identity-proves-nothing';
      if (mode !== 'pipeline') {
        return [
          {
            code,
            path,
            message: {
              en: `${name} in ${environment} is not run by the pipeline, and nobody else has an identity to prove`,
              fr: `${name} dans ${environment} ne passe pas par le pipeline, et nul autre n'a d'identité à prouver`,
            },
            fix: { en: 'write mode: pipeline, or drop `identity`', fr: 'écrivez mode: pipeline, ou retirez `identity`' },
          },
        ];
      }
      const { branch } = contract.environments.find((e) => e.name === environment) ?? {};
      if (cell.identity === 'claimed' || on !== undefined || branch !== undefined) return [];
      return [
        {
          code,
          path,
          message: {
            en: `${environment} has no branch, and no \`on\` names one: a job of any branch would prove itself`,
            fr: `${environment} n'a pas de branche, et aucun \`on\` n'en nomme : une tâche de n'importe quelle branche ferait ses preuves`,
          },
          fix: { en: 'name the branch: on: main', fr: 'nommez la branche : on: main' },
        },
      ];
    }),
  );

export const filesAreWrittenOnce: Rule = ({ written }) => {
  const { validator, samples, reference, agents, report, recorder } = written.generate ?? {};
  const owners = new Set<string>();
  const entries = [
    ...each(validator, ['generate', 'validator']),
    ...each(reference, ['generate', 'reference']),
    ...each(agents, ['generate', 'agents']),
    ...each(report, ['generate', 'report']),
    ...(recorder === undefined ? [] : [RECORDER_WORKFLOW, WAKE_WORKFLOW]).flatMap((file) => each(file, ['generate', 'recorder'])),
    ...Object.entries(samples ?? {}).flatMap(([name, files]) => each(files, ['generate', 'samples', name])),
  ];
  return entries.flatMap(([file, path]): readonly Finding[] => {
    const plain = file.replace(/^(?:\.\/)+/, '');
    const again = owners.has(plain) || plain === 'lockflight.yaml';
    owners.add(plain);
    if (!again) return [];
    return [
      {
        code: 'duplicate-file',
        path,
        message: { en: `${file} would be written over`, fr: `${file} serait écrasé` },
        fix: { en: 'give each generated file a path of its own', fr: 'donnez à chaque fichier généré son propre chemin' },
      },
    ];
  });
};
