/** The flow: which environment feeds which, through which gates, and who can pass each of them. */
import { durationInWords } from '../contract/in-words/durations.ts';
import { allOf, asCode } from '../contract/in-words/texts.ts';
import type { Contract, Step } from '../contract/model.ts';
import { gateInWords, passedBy } from './gates.ts';
import { type Block, blocks, code, list, section, table } from './markdown.ts';
import { rolesInWords } from './roles.ts';
import { titleNamed, type Writer } from './writer.ts';

export const flow = (writer: Writer): Block => {
  const { contract, say } = writer;
  if (contract.flow.length === 0) return [];
  const nothingElse = {
    en: 'No other flow is allowed. A promotion goes through GitHub, never from a preview host, never from a laptop.',
    fr: "Aucun autre flux n'est autorisé. Une promotion passe par GitHub, jamais par un hôte d'aperçu, jamais en local.",
  };
  return blocks(
    chains(contract).map((names) => `**${names.map((name) => titleNamed(writer, name)).join(' → ')}**`),
    [say(nothingElse)],
    ...contract.flow.map((step) => stepOf(writer, step)),
  );
};

/** The ordinary steps, joined end to end where they meet. */
const chains = ({ flow: steps }: Contract): readonly (readonly string[])[] => {
  const ordinary = steps.filter(({ expedited }) => !expedited);
  const chainsSoFar: (readonly string[])[] = [];
  for (const { from, to } of ordinary) {
    const open = chainsSoFar.findIndex((chain) => chain.at(-1) === from && !chain.includes(to));
    const chain = chainsSoFar[open];
    if (chain === undefined) chainsSoFar.push([from, to]);
    else chainsSoFar[open] = [...chain, to];
  }
  return chainsSoFar;
};

const stepOf = (writer: Writer, step: Step): Block => {
  const { say } = writer;
  const title = `${step.id}${writer.contract.language === 'fr' ? ' :' : ':'} ${plainTitle(writer, step.from)} → ${plainTitle(writer, step.to)}`;
  const none = { en: 'No gate: a pull request to the branch is enough.', fr: 'Aucune porte : une pull request vers la branche suffit.' };
  return section(
    3,
    title,
    step.expedited ? [say({ en: 'An expedited step, for emergencies.', fr: "Une étape accélérée, pour l'urgence." })] : [],
    step.gates.length === 0
      ? [say(none)]
      : table(
          [
            say({ en: 'Gate', fr: 'Porte' }),
            say({ en: 'What it asks', fr: "Ce qu'elle exige" }),
            say({ en: 'Who can pass it', fr: 'Qui peut la franchir' }),
          ],
          step.gates.map((gate) => [code(gate.id), say(gateInWords(writer.contract, gate)), say(passedBy(writer.contract, gate))]),
        ),
    step.gates.length === 0 ? [] : [say(withoutThem(plainTitle(writer, step.to)))],
    step.gates.length === 0 ? [] : list(rules(writer, step).map(say)),
  );
};

const withoutThem = (target: string) => ({
  en: `Without every one of them, no promotion to ${target}.`,
  fr: `Sans chacune d'elles, promotion vers ${target} interdite.`,
});

const plainTitle = ({ contract, raw }: Writer, name: string): string => {
  const title = contract.environments.find((each) => each.name === name)?.title;
  return title === undefined ? name : raw(title);
};

const rules = ({ contract }: Writer, step: Step) => {
  const { waivable, verify, supersede, linear } = step;
  const gates = allOf(waivable.gates.map(asCode));
  const by = rolesInWords(contract, waivable.by);
  const within = verify === undefined ? undefined : durationInWords(verify.withinSeconds);
  const kinds = allOf((verify?.kinds ?? []).map(asCode));
  return [
    waivable.gates.length === 0
      ? { en: 'Nothing can be waived.', fr: 'Aucune dérogation possible.' }
      : {
          en: `Can be waived, in writing and until a date: ${gates.en}, by ${by.en}.`,
          fr: `Dérogation possible, écrite et datée : ${gates.fr}, par ${by.fr}.`,
        },
    ...(within === undefined
      ? []
      : [
          {
            en: `Verified after the promotion by ${kinds.en}, within ${within.en}.`,
            fr: `Vérifiée après la promotion par ${kinds.fr}, en moins de ${within.fr}.`,
          },
        ]),
    supersede === 'newest'
      ? {
          en: 'A newer promotion takes the place of one that is still open.',
          fr: 'Une promotion plus récente remplace celle qui est encore ouverte.',
        }
      : {
          en: 'A promotion that is open is finished before the next one.',
          fr: 'Une promotion ouverte est achevée avant la suivante.',
        },
    ...(linear ? [{ en: 'The line stays linear: no merge commit.', fr: 'La ligne reste linéaire : aucun commit de fusion.' }] : []),
  ];
};
