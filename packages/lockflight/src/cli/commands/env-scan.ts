import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { verbatim } from '../../contract/text.ts';
import type { ScanFinding } from '../../env/scan/compare.ts';
import { LockflightError } from '../../errors.ts';
import { contractAbove } from '../../flow/contract-above.ts';
import { CONTRACT_NAME } from '../../flow/read-contract-file.ts';
import { type EnvScan, envScan as scan } from '../../flow/scan/env-scan.ts';
import type { Annotation, CommandDefinition, Report } from '../command.ts';
import { placesByName, scanLines } from './env-scan-lines.ts';

/**
 * `lockflight env scan`: the code against the contract. Exit 1 on findings, those of a baseline aside. Without a contract it lists what is read, which is then
 * all undeclared, and exits with 0: there is nothing to break.
 */
export const envScan: CommandDefinition = {
  name: 'env scan',
  summary: { en: 'the code against the contract: what it reads', fr: "le code face au contrat : ce qu'il lit" },
  usage: '[--baseline FILE [--write-baseline]] [--no-cache]',
  options: { baseline: { type: 'string' }, 'write-baseline': { type: 'boolean' }, 'no-cache': { type: 'boolean' } },
  explains: {
    baseline: { en: 'findings that this file holds do not fail', fr: "les constats de ce fichier n'échouent pas" },
    'write-baseline': { en: 'write all present findings into it', fr: 'y écrire tous les constats présents' },
    'no-cache': { en: 'scan even if nothing changed since the last', fr: "analyser même si rien n'a changé depuis" },
  },
  examples: ['env scan', 'env scan --baseline .lockflight-scan.json --write-baseline'],
  positionals: { min: 0, max: 0 },
  run: async ({ options, directory }): Promise<Report> => {
    const baseline = typeof options.baseline === 'string' ? options.baseline : undefined;
    const writeBaseline = options['write-baseline'] === true;
    if (writeBaseline && baseline === undefined) throw withoutFile();
    const afresh = options['no-cache'] === true;
    const found = await scan({ root: directory, writeBaseline, cwd: directory, afresh, ...(baseline === undefined ? {} : { baseline }) });
    const [own] = found.contracts;
    const above = own === undefined ? contractAbove(directory) : undefined;
    return {
      exit: found.fresh.length === 0 ? 0 : 1,
      json: asJson(found),
      ...(own === undefined ? withoutContractAt(directory) : { language: own.language }),
      lines: (paint, language) => scanLines(found, paint, language, above),
      annotations: found.fresh.flatMap(annotationsOf),
    };
  },
};

/** A contract that git ignores may still say which language is spoken here; where there is none, nobody need look for it. */
const withoutContractAt = (directory: string): Pick<Report, 'language'> =>
  existsSync(join(directory, CONTRACT_NAME)) ? {} : { language: 'en' };

const asJson = (found: EnvScan) => {
  const declared = unique(found.contracts.flatMap(({ declared: names }) => names));
  const undeclared = found.contracts.length === 0 ? withoutContract(found) : grouped(found.findings, 'undeclared-read');
  const denied = found.findings.filter(({ code }) => code === 'secret-in-client-code' || code === 'boot-secret-at-build');
  return {
    declared,
    read: unique(found.reads.map(({ name }) => name)),
    undeclared,
    unused: unique(found.findings.filter(({ code }) => code === 'unused-variable').map(({ name }) => name)),
    denied: denied.map(({ code, name, places, contract, rule }) => ({ code, name, places, rule: { file: contract, line: rule ?? 1 } })),
    dynamic: found.dynamic,
    platform: found.platform,
    reads: found.reads.map(({ name, file, line, column, via, by, use, schema, side, phase, test }) => ({
      name,
      file,
      line,
      column,
      via,
      ...(by === undefined ? {} : { by }),
      use,
      ...(schema === undefined ? {} : { schema }),
      side,
      phase,
      test,
    })),
    skipped: found.skipped,
    contracts: found.contracts.map(({ file }) => file),
    fresh: found.fresh.map(({ code, name, contract, places }) => ({ code, name, contract, places })),
    gone: found.gone,
    files: found.files,
    ok: found.fresh.length === 0,
  };
};

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/** Nothing is declared: all that is read is undeclared, the platform's own names aside. */
const withoutContract = (found: EnvScan) => placesByName(found).map(({ name, places }) => ({ name, places }));

const grouped = (findings: readonly ScanFinding[], code: ScanFinding['code']) => {
  const byName = Map.groupBy(
    findings.filter((finding) => finding.code === code),
    ({ name }) => name,
  );
  return [...byName]
    .map(([name, all]) => ({ name, places: all.flatMap(({ places }) => places) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};

const annotationsOf = ({ code, name, places, contract, rule }: ScanFinding): readonly Annotation[] => {
  const at = places.length === 0 ? [{ file: contract, line: rule ?? 1 }] : places.slice(0, 3);
  return at.map(({ file, line }) => ({
    level: 'error',
    file,
    line,
    title: `${code} ${name}`,
    message: verbatim(`lockflight explain ${code}`),
  }));
};

const withoutFile = (): LockflightError =>
  new LockflightError({
    code: 'bad-arguments',
    exit: 2,
    message: { en: '--write-baseline needs --baseline FILE', fr: '--write-baseline demande --baseline FICHIER' },
    hint: { en: `usage: lockflight env scan ${envScan.usage}`, fr: `usage : lockflight env scan ${envScan.usage}` },
  });
