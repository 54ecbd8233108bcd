/** Commands that wait for one another or deploy unseen, files that are written twice. */
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
