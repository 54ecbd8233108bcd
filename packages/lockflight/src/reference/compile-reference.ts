/**
 * The reference document of a contract: everything that it says, for people, in its language, as GitHub Flavored Markdown. Pure and deterministic:
 * the same contract gives the same text, to the byte. Nothing here decides anything; each part of the document is a file of its own.
 */
import type { Contract } from '../contract/model.ts';
import { commands, procedures } from './commands.ts';
import { environments } from './environments.ts';
import { flow } from './flow.ts';
import { archive, people, prohibitions, protection, rollback } from './guards.ts';
import { blocks, heading, list, prose, section } from './markdown.ts';
import { overview } from './overview.ts';
import { services } from './services.ts';
import { variables } from './variables.ts';
import { writerOf } from './writer.ts';

/** The document without its banner: LF, one newline at the end. */
export const compileReference = (contract: Contract): string => {
  const writer = writerOf(contract);
  const { raw, say } = writer;
  const part = (en: string, fr: string): string => raw({ en, fr });
  const { project, about, principles, status } = contract;
  const document = blocks(
    [
      heading(
        1,
        contract.flow.length > 0
          ? part(`Environments and promotion of ${project}`, `Environnements et promotion de ${project}`)
          : part(`Environments of ${project}`, `Environnements de ${project}`),
      ),
    ],
    about === undefined ? [] : prose(raw(about)),
    section(2, part('Principles', 'Principes'), list(principles.map(say))),
    section(2, part('Overview', "Vue d'ensemble"), overview(writer)),
    section(2, part('Environments', 'Environnements'), environments(writer)),
    section(2, part('Services in each environment', 'Services par environnement'), services(writer)),
    section(2, part('Commands', 'Commandes'), commands(writer)),
    section(2, part('Variables', 'Matrice des variables'), variables(writer)),
    section(2, part('Procedures', 'Procédures communes'), procedures(writer)),
    section(2, part('Flow and gates', 'Flux et portes'), flow(writer)),
    section(2, part('Branch protection', 'Protection des branches'), protection(writer)),
    section(2, part('Rollback', 'Rollback'), rollback(writer)),
    section(2, part('Archives', 'Archivage'), archive(writer)),
    section(2, part('Prohibitions', 'Interdictions formelles'), prohibitions(writer)),
    section(2, part('Who may do what', 'Qui peut quoi'), people(writer)),
    section(2, part('Status', 'Statut'), list(status.map(say))),
  );
  return `${document.join('\n')}\n`;
};
