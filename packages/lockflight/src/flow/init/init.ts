/**
 * `lockflight init`: read, draft, write. Without a contract the draft becomes one; with one, what is new is added to it and every byte that is there
 * stays. Nothing is written on a dry run, nor when the result would not be a contract that holds.
 */
import { readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../contract/diagnostic.ts';
import type { Environment } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { type Added, mergeDraft } from '../../env/import/draft/merge-draft.ts';
import type { Draft, Undecided } from '../../env/import/draft/model.ts';
import { settleDraft } from '../../env/import/draft/settle-draft.ts';
import { SECTIONS, writeDraft } from '../../env/import/draft/write-draft.ts';
import type { KnownEnvironmentFacts } from '../../env/import/repository/facts.ts';
import { hasCode, LockflightError } from '../../errors.ts';
import { CONTRACT_NAME, readContractFile } from '../read-contract-file.ts';
import { askGit } from './ask-git.ts';
import { changedLines } from './changed-lines.ts';
import { type DraftHere, type DraftRequest, draftHere } from './draft-here.ts';
import { takenOut, withoutTakenOut } from './taken-out.ts';

export interface InitRequest extends DraftRequest {
  readonly dryRun: boolean;
}

export interface Initiated extends Omit<DraftHere, 'draft'> {
  readonly file: string;
  readonly state: 'created' | 'extended' | 'unchanged' | 'refused';
  readonly added: readonly Added[];
  /** What somebody took out of the contract, and what is there still asks for. */
  readonly keptOut: readonly Added[];
  /** The lines that come and go, with `+` and `-`. */
  readonly difference: readonly string[];
}

/** Errors: those of `draftHere`, `no-working-tree`, `contract-unreadable`, `contract-invalid` (what is there is not touched), `contract-unwritable`. */
export const initContract = async (request: InitRequest): Promise<Initiated> => {
  const [before] = await Promise.all([existing(request.directory), requireCheckout(request.directory)]);
  const there = before === undefined ? undefined : readContract({ file: CONTRACT_NAME, text: before }).contract;
  const { draft, ...told } = await draftHere(request, (there?.environments ?? []).map(knownOf));
  if (draft === undefined) return { ...told, file: CONTRACT_NAME, state: 'refused', added: [], keptOut: [], difference: [] };
  const keptOut = before === undefined ? [] : await takenOut(request.directory, mergeDraft(before, draft).added);
  const wanted = withoutTakenOut(draft, keptOut);
  const settled = settleDraft(wanted, (each) => (before === undefined ? whole(each) : mergeDraft(before, each)));
  const { text, added } = settled.written;
  const broken = readContract({ file: CONTRACT_NAME, text }).diagnostics.filter(({ severity }) => severity === 'error');
  if (broken.length > 0)
    throw invalid(broken, before !== undefined && readContract({ file: CONTRACT_NAME, text: before }).contract === undefined);
  const state = before === undefined ? 'created' : text === before ? 'unchanged' : 'extended';
  if (!request.dryRun && state !== 'unchanged') await write(request.directory, text, before === undefined);
  const undecided =
    before === undefined || request.from !== undefined ? told.undecided : told.undecided.filter((each) => isNews(each, added));
  return { ...told, undecided, file: CONTRACT_NAME, state, added, keptOut, difference: changedLines(before ?? '', text) };
};

const knownOf = ({ name, kind, aliases, branch }: Environment): KnownEnvironmentFacts => ({
  name,
  kind,
  aliases,
  ...(branch === undefined ? {} : { branch }),
});

/** What a person decided when it was first drafted is not asked again. */
const isNews = ({ variable, environment }: Undecided, added: readonly Added[]): boolean =>
  added.some((each) => (variable === undefined ? each.section === 'environments' && each.name === environment : each.name === variable));

const existing = async (directory: string): Promise<string | undefined> => {
  try {
    return (await readContractFile(directory)).text;
  } catch (error) {
    if (!hasCode(error, 'contract-missing')) throw error;
    const link = await readlink(join(directory, CONTRACT_NAME)).catch(() => undefined);
    if (link === undefined) return undefined;
    throw new LockflightError({
      code: 'contract-unwritable',
      exit: 2,
      message: {
        en: `${CONTRACT_NAME} is a link to a file that is not there`,
        fr: `${CONTRACT_NAME} est un lien vers un fichier qui n'existe pas`,
      },
      hint: { en: `look where it leads: ls -l ${CONTRACT_NAME}`, fr: `regardez où il mène : ls -l ${CONTRACT_NAME}` },
    });
  }
};

/** A bare repository, or a folder of git's own, holds no project. */
const requireCheckout = async (directory: string): Promise<void> => {
  if ((await askGit(directory, ['rev-parse', '--is-inside-work-tree'])).trim() !== 'false') return;
  throw new LockflightError({
    code: 'no-working-tree',
    exit: 2,
    message: {
      en: 'nothing is checked out here: there is no project to draft from',
      fr: "rien n'est extrait ici : il n'y a pas de projet d'après lequel rédiger",
    },
    hint: {
      en: 'git clone REPOSITORY FOLDER, then: lockflight -C FOLDER init',
      fr: 'git clone DÉPÔT DOSSIER, puis : lockflight -C DOSSIER init',
    },
  });
};

const whole = (draft: Draft): { readonly text: string; readonly added: readonly Added[] } => ({
  text: writeDraft(draft),
  added: [
    ...SECTIONS.flatMap((section) => draft[section].map(({ name }) => ({ section, name }))),
    ...(draft.parts ?? []).map(({ key }) => ({ section: key, name: key })),
  ],
});

/** A file that came to be since it was looked for is not overwritten. */
const write = async (directory: string, text: string, isNew: boolean): Promise<void> => {
  try {
    await writeFile(join(directory, CONTRACT_NAME), text, { flag: isNew ? 'wx' : 'w' });
  } catch (cause) {
    throw new LockflightError({
      code: 'contract-unwritable',
      exit: 3,
      message: { en: `${CONTRACT_NAME} cannot be written`, fr: `${CONTRACT_NAME} ne peut pas être écrit` },
      hint: { en: 'look at the rights of the folder: ls -ld .', fr: 'regardez les droits du dossier : ls -ld .' },
      cause,
    });
  }
};

const invalid = ([first, ...others]: readonly Diagnostic[], wasBroken: boolean): LockflightError =>
  new LockflightError({
    code: 'contract-invalid',
    exit: 2,
    message: wasBroken
      ? {
          en: `the contract that is there has errors; the first: ${first?.message.en ?? ''}`,
          fr: `le contrat présent a des erreurs ; la première : ${first?.message.fr ?? ''}`,
        }
      : {
          en: `with what would be added the contract would have ${others.length + 1} errors; the first: ${first?.message.en ?? ''}`,
          fr: `avec les ajouts, le contrat aurait ${others.length + 1} erreurs ; la première : ${first?.message.fr ?? ''}`,
        },
    hint: wasBroken
      ? { en: 'correct it first: lockflight check', fr: "corrigez-le d'abord : lockflight check" }
      : {
          en: 'nothing was written; look with --dry-run, and correct the document or the contract',
          fr: "rien n'a été écrit ; corrigez le document ou le contrat",
        },
    ...(wasBroken && first !== undefined ? { at: first.at } : {}),
  });
