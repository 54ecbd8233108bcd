/** Where files and scripts speak of an environment, each with the reason for it. Pure. */
import type { EnvironmentKind } from '../../../../contract/model.ts';
import type { Text } from '../../../../contract/text.ts';
import type { Reason } from '../../draft/model.ts';
import { environmentOf } from '../../heads/environment-words.ts';
import { objectIn } from '../around/packages.ts';
import type { RepositoryFacts } from '../facts.ts';
import { envFileKind } from '../samples/env-file-kind.ts';

export interface Mention {
  readonly name: string;
  readonly kind: EnvironmentKind;
  readonly reason: Reason;
  readonly spelling?: string;
}

export const both = (en: string, fr: string): Text => ({ en, fr });

/** One environment for developers, whatever it is called. */
export const nameOf = (known: { readonly name: string; readonly kind: EnvironmentKind }): string =>
  known.kind === 'development' ? 'local' : known.name;

/** `deploy:staging` leads to a staging. */
export const scriptMentions = ({ manifests }: RepositoryFacts): readonly Mention[] =>
  manifests.flatMap(({ file, text }) => {
    const { scripts } = objectIn(text);
    const lines = text.split('\n');
    return Object.keys(typeof scripts === 'object' && scripts !== null ? scripts : {}).flatMap((script): readonly Mention[] => {
      const known = environmentOf(/^deploy[:-]([a-z]{2,20})$/.exec(script)?.[1] ?? '');
      if (known?.sure !== true || (known.kind !== 'staging' && known.kind !== 'production')) return [];
      const line = Math.max(1, lines.findIndex((each) => each.includes(`"${script}"`)) + 1);
      return [
        { name: known.name, kind: known.kind, reason: { at: { file, line }, why: both('a script deploys to it', 'un script y déploie') } },
      ];
    });
  });

export const fileMentions = (facts: RepositoryFacts): readonly Mention[] => [
  ...[...facts.samples, ...facts.real].flatMap(({ file }): readonly Mention[] => {
    const kind = envFileKind(file);
    if (kind === undefined || kind.ofTests) return [];
    const { environment } = kind;
    const why = both('the name of the file says so', 'le nom du fichier le dit');
    if (environment === undefined)
      return [
        {
          name: 'local',
          kind: 'development',
          reason: {
            at: { file, line: 1 },
            why: kind.sample
              ? both('what a developer copies', "ce qu'un développeur copie")
              : both('a committed file of variables', 'un fichier de variables versionné'),
          },
        },
      ];
    return [{ name: nameOf(environment), kind: environment.kind, reason: { at: { file, line: 1 }, why } }];
  }),
  ...(facts.files.includes('.replit')
    ? [
        {
          name: 'preview',
          kind: 'preview' as const,
          reason: { at: { file: '.replit', line: 1 }, why: both('Replit shows the code', 'Replit montre le code') },
        },
      ]
    : []),
];
