/**
 * The section of AGENTS.md that binds AI agents to the contract: what they may do, what they never do, where, with which commands. Its rules are the ones
 * that the product enforces anyway; told beforehand, they save a refused attempt.
 */
import { activityInWords } from '../contract/in-words/activities.ts';
import { asCode } from '../contract/in-words/texts.ts';
import { kindInWords } from '../contract/in-words/vocabulary.ts';
import type { Contract } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';
import { type Block, blocks, code, heading, list, prose, stacked, table } from './markdown.ts';
import { titleNamed, type Writer, writerOf } from './writer.ts';

/** The section without its markers and banner: LF, one newline at the end. */
export const compileAgents = (contract: Contract): string => {
  const writer = writerOf(contract);
  const { raw, say } = writer;
  const titled = (text: Text, ...parts: readonly Block[]): Block => {
    const body = blocks(...parts);
    return body.length === 0 ? [] : blocks([heading(3, raw(text))], body);
  };
  const section = blocks(
    [heading(2, raw({ en: `${contract.project}: rules for AI agents`, fr: `${contract.project} : règles pour les agents IA` }))],
    prose(raw(preamble(contract))),
    titled({ en: 'You may', fr: 'Vous pouvez' }, list(allowed(contract).map(say))),
    titled({ en: 'You never', fr: 'Vous ne faites jamais ceci' }, list(never(contract).map(say))),
    titled({ en: 'Environments', fr: 'Environnements' }, environmentTable(writer), list(flowRules(writer))),
    titled({ en: 'Commands of the project', fr: 'Commandes du projet' }, commandTable(writer)),
    titled({ en: 'Variables and secrets', fr: 'Variables et secrets' }, list(secretRules(contract).map(say))),
    titled(
      { en: 'It is forbidden, to you as to anybody', fr: 'Il est interdit, à vous comme à tous' },
      list(contract.prohibitions.map(({ text }) => say(text))),
    ),
  );
  return `${section.join('\n')}\n`;
};

const preamble = ({ people }: Contract): Text => {
  const agents = people.find(({ name }) => name === 'agents')?.members.map(asCode) ?? [];
  const who =
    agents.length === 0 ? { en: '', fr: '' } : { en: ` (accounts: ${agents.join(', ')})`, fr: ` (comptes : ${agents.join(', ')})` };
  return {
    en: `These rules come from \`lockflight.yaml\`, the one source of truth for environments and promotion. They bind every AI agent that works here${who.en}. No act of an agent's account counts as an approval.`,
    fr: `Ces règles viennent de \`lockflight.yaml\`, seule référence pour les environnements et la promotion. Elles s'imposent à tout agent IA qui travaille ici${who.fr}. Aucun acte du compte d'un agent ne vaut approbation.`,
  };
};

const allowed = ({ flow, generate }: Contract): readonly Text[] => [
  {
    en: 'read, explain and propose: a change reaches a branch by a pull request that a person merges',
    fr: "lire, expliquer et proposer : un changement n'atteint une branche que par une pull request qu'une personne fusionne",
  },
  {
    en: '`npx lockflight check`: does the contract hold, are the generated files up to date?',
    fr: '`npx lockflight check` : le contrat se tient-il, les fichiers générés sont-ils à jour ?',
  },
  {
    en: '`npx lockflight env check --env ENVIRONMENT`: would this environment start? Values of secrets are never shown',
    fr: "`npx lockflight env check --env ENVIRONNEMENT` : cet environnement démarrerait-il ? La valeur d'un secret n'est jamais affichée",
  },
  {
    en: '`npx lockflight env explain NAME`: one variable, in every environment',
    fr: '`npx lockflight env explain NOM` : une variable, dans chaque environnement',
  },
  ...(flow.length === 0
    ? []
    : [
        {
          en: '`npx lockflight status` and `npx lockflight verdict FROM TO`: what waits, and what is missing, gate by gate',
          fr: '`npx lockflight status` et `npx lockflight verdict DE VERS` : ce qui attend, et ce qui manque, porte par porte',
        },
      ]),
  {
    en: '`npx lockflight explain CODE`: what a code means and how to fix it',
    fr: '`npx lockflight explain CODE` : ce que veut dire un code, et comment y remédier',
  },
  ...(generate.validator === undefined && generate.reference === undefined && generate.samples.length === 0
    ? []
    : [
        {
          en: '`npx lockflight generate`, after a change of `lockflight.yaml`: never edit a generated file by hand',
          fr: '`npx lockflight generate`, après un changement de `lockflight.yaml` : jamais de fichier généré modifié à la main',
        },
      ]),
];

const never = ({ flow }: Contract): readonly Text[] => [
  ...(flow.length === 0
    ? []
    : [
        {
          en: 'approve, attest, waive, lift a hold, merge a promotion or a rollback: these are acts of people',
          fr: 'approuver, attester, déroger, lever une suspension, fusionner une promotion ou un retour arrière : ce sont des actes de personnes',
        },
        {
          en: 'go around a gate: no direct push, no forced push, no deletion of a protected branch or archive, no promotion outside the flow',
          fr: "contourner une porte : ni push direct, ni push forcé, ni suppression d'une branche protégée ou d'une archive, ni promotion hors du flux",
        },
        { en: 'write to the ledger, or touch its key or its branch', fr: 'écrire dans le registre, toucher à sa clé ou à sa branche' },
      ]),
  {
    en: 'weaken `lockflight.yaml`, a workflow or a script that proves something so that a check passes: propose it on its own, and say why',
    fr: "affaiblir `lockflight.yaml`, un workflow ou un script qui prouve quelque chose pour qu'une vérification passe : proposez-le à part, et dites pourquoi",
  },
  { en: 'read, print or commit the value of a secret', fr: "lire, afficher ou committer la valeur d'un secret" },
];

const environmentTable = (writer: Writer): Block => {
  const { contract, say, titleOf } = writer;
  return table(
    [
      { en: 'Environment', fr: 'Environnement' },
      { en: 'Kind', fr: 'Genre' },
      { en: 'Branch', fr: 'Branche' },
      { en: 'Allowed there', fr: 'Permis' },
      { en: 'Forbidden there', fr: 'Interdit' },
    ].map(say),
    contract.environments.map((environment) => [
      `**${titleOf(environment)}** (${code(environment.name)})`,
      say(kindInWords(environment.kind)),
      environment.branch === undefined ? '' : code(environment.branch),
      stacked(environment.allows.map((activity) => say(activityInWords(activity)))),
      stacked(environment.forbids.map((activity) => say(activityInWords(activity)))),
    ]),
  );
};

const flowRules = (writer: Writer): readonly string[] =>
  writer.contract.flow.map((step) =>
    writer.say({
      en: `${titleNamed(writer, step.from)} → ${titleNamed(writer, step.to)} (${asCode(step.id)}): ${step.gates.length === 0 ? 'a pull request' : `${step.gates.length} gates, by GitHub alone`}`,
      fr: `${titleNamed(writer, step.from)} → ${titleNamed(writer, step.to)} (${asCode(step.id)}) : ${step.gates.length === 0 ? 'une pull request' : `${step.gates.length} portes, par GitHub seulement`}`,
    }),
  );

/** For an agent, what needs a person's confirmation or the pipeline is out of reach; the table says so. */
const commandTable = (writer: Writer): Block => {
  const { contract, say, titles } = writer;
  const words = {
    allow: { en: 'yes', fr: 'oui' },
    confirm: { en: 'a person confirms', fr: 'une personne confirme' },
    pipeline: { en: 'never: pipeline only', fr: 'jamais : pipeline seulement' },
    deny: { en: 'never', fr: 'jamais' },
  } as const satisfies Record<string, Text>;
  return table(
    [say({ en: 'Command', fr: 'Commande' }), ...titles],
    contract.commands.map(({ run, cells }) => [
      code(run),
      ...contract.environments.map(({ name }) => {
        const mode = cells.find(({ environment }) => environment === name)?.mode;
        return mode === undefined ? '' : say(words[mode]);
      }),
    ]),
  );
};

const secretRules = ({ variables, select }: Contract): readonly Text[] => {
  const secrets = variables.filter(({ secret }) => secret).map(({ name }) => asCode(name));
  const [selector] = select;
  return [
    ...(selector === undefined
      ? []
      : [
          {
            en: `${asCode(selector)} says which environment a process is in: never guess it, never change it to get past a check.`,
            fr: `${asCode(selector)} dit dans quel environnement tourne un processus : ne la devinez pas, ne la changez pas pour passer une vérification.`,
          },
        ]),
    ...(secrets.length === 0 ? [] : [{ en: `Secrets: ${secrets.join(', ')}.`, fr: `Secrets : ${secrets.join(', ')}.` }]),
    ...(variables.length === 0
      ? []
      : [
          {
            en: 'A new variable is declared in `lockflight.yaml` first, with its rule for every environment.',
            fr: "Une nouvelle variable se déclare d'abord dans `lockflight.yaml`, avec sa règle pour chaque environnement.",
          },
        ]),
  ];
};
