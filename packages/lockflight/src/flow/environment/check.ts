/**
 * `env check`: gather what is set, tell which environment that is, judge it.
 *
 * - With `--file`, the named files are all there is: no value of the process is judged, so that a file is judged the same on every machine.
 * - Without, the environment's own files are read in their order, and the process goes before them.
 * - `--all` judges each environment by the files given for it (`--file ENVIRONMENT=PATH`, or a name such as `.env.staging`, or what the selector in the
 *   file says), or by its own files, and then all of them against each other.
 */
import { basename } from 'node:path';
import { type Contract, type Environment, findEnvironment, type Phase } from '../../contract/model.ts';
import type { Judgement } from '../../env/issue.ts';
import { judgeEnvironment, judgementOf } from '../../env/judge.ts';
import { type EnvironmentValues, judgeAll } from '../../env/judge-all.ts';
import { unknownEnvironment } from '../../env/unknown-environment.ts';
import { heldValue } from '../../env/values.ts';
import { whichEnvironment } from '../../env/which-environment.ts';
import { LockflightError } from '../../errors.ts';
import { readEnvFile, requireEnvFile } from './files.ts';
import { type EnvironmentHere, environmentHere, type Loaded, nothingLoaded, setIn, take } from './here.ts';
import { layersOf } from './layers.ts';

export interface EnvCheckRequest {
  readonly contract: Contract;
  /** Where the contract stands, absolute: its `files` are relative to it. */
  readonly contractDirectory: string;
  /** Where the call was made, absolute: `--file` is relative to it. */
  readonly directory: string;
  /** `--env` */
  readonly named?: string;
  /** `--file`, each PATH or ENVIRONMENT=PATH. */
  readonly files: readonly string[];
  readonly all: boolean;
  readonly strict: boolean;
  readonly phase?: Phase;
  readonly process: Readonly<Record<string, string | undefined>>;
}

export interface EnvCheckAnswer {
  /** One, or with `all` one for each environment that was judged. */
  readonly judgements: readonly Judgement[];
  /** With `all`: the environments for which there was no file. */
  readonly skipped: readonly string[];
}

interface GivenFile {
  readonly path: string;
  /** The environment that was written before the `=`. */
  readonly environment?: Environment;
}

/** Errors: unknown-environment, env-file-*. */
export const envCheck = (request: EnvCheckRequest): Promise<EnvCheckAnswer> => (request.all ? checkAll(request) : checkOne(request));

const checkOne = async (request: EnvCheckRequest): Promise<EnvCheckAnswer> => {
  const { contract } = request;
  const files = givenFiles(request);
  const named = nameFor(request, files);
  const standpoint = { ...request, ...(named === undefined ? {} : { named }) };
  const here = files.length === 0 ? await environmentHere(standpoint) : await environmentOf(standpoint, files);
  if (here.kind === 'ambiguous') {
    return { judgements: [{ environment: null, boot: 'block', ok: false, issues: [here.issue] }], skipped: [] };
  }
  const { environment, loaded } = here;
  const issues = judgeEnvironment(contract, environment.name, loaded.values, { ...howOf(request), sources: loaded.sources });
  return { judgements: [judgementOf(environment, issues)], skipped: [] };
};

/** Named files are all there is; the process may still hold the selector. */
const environmentOf = async (request: EnvCheckRequest, files: readonly GivenFile[]): Promise<EnvironmentHere> => {
  const loaded = await loadGiven(request, files);
  const base = await loadGiven(request, files.filter(mayHoldSelector));
  const which = whichEnvironment(request.contract, {
    ...(request.named === undefined ? {} : { named: request.named }),
    process: setIn(request.process),
    base: base.values,
    carried: loaded.values,
  });
  if (which.kind === 'unknown') throw which.error;
  return which.kind === 'ambiguous' ? which : { kind: 'known', environment: which.environment, loaded };
};

const checkAll = async (request: EnvCheckRequest): Promise<EnvCheckAnswer> => {
  const { contract } = request;
  const perEnvironment = request.files.length === 0 ? await ownFilesOfAll(request) : await givenFilesOfAll(request);
  if (perEnvironment.size === 0) {
    throw new LockflightError({
      code: 'env-file-not-found',
      exit: 2,
      message: { en: 'no environment has a file of variables here', fr: "aucun environnement n'a de fichier de variables ici" },
      hint: {
        en: 'name them: lockflight env check --all --file ENVIRONMENT=PATH ...',
        fr: 'nommez-les : lockflight env check --all --file ENVIRONNEMENT=CHEMIN ...',
      },
    });
  }
  const judgements = judgeAll(contract, perEnvironment, howOf(request));
  const skipped = contract.environments.map((environment) => environment.name).filter((name) => !perEnvironment.has(name));
  return { judgements, skipped };
};

const howOf = (request: EnvCheckRequest) => ({ strict: request.strict, ...(request.phase === undefined ? {} : { phase: request.phase }) });

/** `staging=path` where `staging` is an environment of the contract; a path may have an equals sign in it. */
const givenFiles = ({ contract, files }: EnvCheckRequest): readonly GivenFile[] =>
  files.map((written) => {
    const cut = written.indexOf('=');
    const name = cut === -1 ? '' : written.slice(0, cut);
    const environment = findEnvironment(contract, name);
    if (environment !== undefined) return { path: written.slice(cut + 1), environment };
    if (/^[\w-]+$/.test(name)) throw unknownEnvironment(contract, name);
    return { path: written };
  });

const nameFor = ({ contract, named }: EnvCheckRequest, files: readonly GivenFile[]): string | undefined => {
  const names = new Set(files.map((file) => file.environment?.name).filter((name) => name !== undefined));
  if (named !== undefined) {
    const environment = findEnvironment(contract, named);
    if (environment === undefined) throw unknownEnvironment(contract, named);
    names.add(environment.name);
  }
  if (names.size < 2) return [...names][0];
  throw new LockflightError({
    code: 'env-file-contradicts',
    exit: 2,
    message: { en: 'several environments are named', fr: 'plusieurs environnements sont nommés' },
    hint: { en: 'add --all, or name one only', fr: "ajoutez --all, ou n'en nommez qu'un" },
  });
};

/** `.env.production` never says where a process is; a plain `.env`, or a file of any other name, may. */
const mayHoldSelector = (file: GivenFile): boolean => !basename(file.path).startsWith('.env.');

const loadGiven = async (request: EnvCheckRequest, files: readonly GivenFile[]): Promise<Loaded> => {
  const loaded = nothingLoaded();
  for (const { path } of files) take(loaded, await requireEnvFile(request.directory, path), path);
  return loaded;
};

const givenFilesOfAll = async (request: EnvCheckRequest): Promise<ReadonlyMap<string, EnvironmentValues>> => {
  const perEnvironment = new Map<string, Loaded>();
  for (const file of givenFiles(request)) {
    const values = await requireEnvFile(request.directory, file.path);
    const { name } = file.environment ?? ownerOf(request.contract, file.path, values);
    const loaded = perEnvironment.get(name) ?? nothingLoaded();
    take(loaded, values, file.path);
    perEnvironment.set(name, loaded);
  }
  return perEnvironment;
};

/** Whose file is it? Its name says it (`.env.staging`, `staging.env`), else the selector in it. */
const ownerOf = (contract: Contract, path: string, values: ReadonlyMap<string, string>): Environment => {
  const words = basename(path).split('.').toReversed();
  const byName = words.map((word) => findEnvironment(contract, word)).find((environment) => environment !== undefined);
  const owner = byName ?? selectedIn(contract, values);
  if (owner !== undefined) return owner;
  throw new LockflightError({
    code: 'env-file-of-nobody',
    exit: 2,
    message: { en: `which environment is ${path} for?`, fr: `pour quel environnement est ${path} ?` },
    hint: { en: `write --file ENVIRONMENT=${path}`, fr: `écrivez --file ENVIRONNEMENT=${path}` },
  });
};

const selectedIn = (contract: Contract, values: ReadonlyMap<string, string>): Environment | undefined => {
  const selector = contract.select.find((name) => heldValue(values, name) !== undefined);
  const said = selector === undefined ? undefined : heldValue(values, selector);
  return said === undefined ? undefined : findEnvironment(contract, said);
};

/**
 * Every environment by its own files. A file that several of them list (`.env` on whichever machine this is) belongs to the one that its selector names, and
 * to development when it names none: it must not be judged by everybody's rules.
 */
const ownFilesOfAll = async (request: EnvCheckRequest): Promise<ReadonlyMap<string, EnvironmentValues>> => {
  const { contract } = request;
  const perEnvironment = new Map<string, Loaded>();
  const listedBy = (file: string): number => contract.environments.filter((environment) => layersOf(environment).includes(file)).length;
  for (const environment of contract.environments) {
    const loaded = nothingLoaded();
    for (const file of layersOf(environment)) {
      const values = await readEnvFile(request.contractDirectory, file);
      if (values === undefined) continue;
      const owner = selectedIn(contract, values) ?? contract.environments.find((e) => e.kind === 'development');
      if (listedBy(file) === 1 || owner === environment) take(loaded, values, file);
    }
    if (loaded.read.length > 0) perEnvironment.set(environment.name, loaded);
  }
  return perEnvironment;
};
