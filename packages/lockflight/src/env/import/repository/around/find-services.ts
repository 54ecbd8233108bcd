/**
 * Services, from the variables that lead to them; packages and images of compose files confirm them and say which kind of database it is. A service without a
 * variable is told, not drafted: nothing could probe it. Pure.
 */
import { isMap, isScalar, parseDocument } from 'yaml';
import type { ServiceInput } from '../../../../contract/grammar/service.ts';
import type { ServiceKind } from '../../../../contract/model.ts';
import type { DraftService, DraftVariable, Reason, Undecided } from '../../draft/model.ts';
import type { RepositoryFacts, TextFile } from '../facts.ts';
import { undecided } from '../said.ts';
import type { VariableEvidence } from '../variables/evidence.ts';
import { objectIn } from './packages.ts';
import { TRAITS, WORDLESS } from './service-traits.ts';

export interface FoundServices {
  readonly services: readonly DraftService[];
  readonly undecided: readonly Undecided[];
}

export const findServices = (
  facts: RepositoryFacts,
  variables: readonly DraftVariable[],
  evidence: readonly VariableEvidence[],
): FoundServices => {
  const images = facts.compose.flatMap(imagesIn);
  const packages = facts.manifests.flatMap(dependenciesIn);
  const services = servicesOf(variables, evidence, images, packages);
  const seen = new Set<string>();
  const told = images.flatMap(({ name, at }): readonly Undecided[] => {
    const wordless = WORDLESS.exec(name)?.[1];
    const traits = TRAITS.find(({ images: own }) => own.source !== '^$' && own.test(name));
    const missing = wordless ?? (traits === undefined || services.some((each) => each.name === traits.name) ? undefined : traits.kind);
    if (missing === undefined || seen.has(missing)) return [];
    seen.add(missing);
    return [
      wordless === undefined
        ? undecided(at, {
            en: `compose runs ${missing}, and no variable that Lockflight knows leads to it: it is not among the services`,
            fr: `compose lance ${missing}, et aucune variable connue de Lockflight n'y mène : il n'est pas parmi les services`,
          })
        : undecided(at, {
            en: `compose runs ${missing}, for which a contract has no kind of service: nothing will probe it`,
            fr: `compose lance ${missing}, pour lequel un contrat n'a pas de genre de service : rien ne le sondera`,
          }),
    ];
  });
  return { services, undecided: told };
};

const servicesOf = (
  variables: readonly DraftVariable[],
  evidence: readonly VariableEvidence[],
  images: readonly Named[],
  packages: readonly Named[],
): readonly DraftService[] => {
  return TRAITS.flatMap((traits): readonly DraftService[] => {
    const parts = traits.parts.flatMap(([part, pattern]) => {
      const found = variables.find(
        ({ name, facts: own }) => pattern.test(name) && (own.secret !== true || !/^(?:path|host|port)$/.test(part)),
      );
      return found === undefined ? [] : [[part, found] as const];
    });
    const [first] = parts;
    if (first === undefined || !traits.parts.slice(0, 2).some(([part]) => parts.some(([own]) => own === part))) return [];
    const kind = traits.kind === 'postgres' ? databaseKind(first[1], evidence, images, packages) : traits.kind;
    if (kind === undefined) return [];
    const image = images.find(({ name }) => traits.images.source !== '^$' && traits.images.test(name));
    const needed = packages.find(({ name }) => traits.packages.test(name));
    const reasons: Reason[] = [
      ...first[1].reasons.slice(0, 1).map(({ at }) => ({ at, why: { en: `${first[1].name} leads to it`, fr: `${first[1].name} y mène` } })),
      ...(image === undefined ? [] : [{ at: image.at, why: { en: 'an image of the compose file', fr: 'une image du fichier compose' } }]),
      ...(needed === undefined ? [] : [{ at: needed.at, why: { en: `the package ${needed.name}`, fr: `le paquet ${needed.name}` } }]),
    ];
    return [
      { name: traits.name, facts: { kind, ...Object.fromEntries(parts.map(([part, { name }]) => [part, name])) } as ServiceInput, reasons },
    ];
  });
};

/** A database of another make is none that the contract has a word for. */
const databaseKind = (
  { name }: DraftVariable,
  evidence: readonly VariableEvidence[],
  images: readonly Named[],
  packages: readonly Named[],
): ServiceKind | undefined => {
  const own = evidence.find((each) => each.name === name);
  const values = [
    ...(own?.entries ?? []).map(({ value }) => value),
    ...(own?.reads ?? []).map(({ use }) => String(use.default ?? '')),
  ].join(' ');
  if (/\b(?:mysql|mariadb|mongodb|sqlserver|cockroachdb|libsql)(?:\+srv)?:\/\//.test(values)) return undefined;
  if (/\bpostgres(?:ql)?:\/\//.test(values) || /^(?:POSTGRES|PG)/.test(name)) return 'postgres';
  if (
    images.some(({ name: image }) => /(?:^|\/)(?:mysql|mariadb|mongo)(?::|$)/.test(image)) ||
    packages.some(({ name: each }) => /^(?:mysql2?|mongoose|mongodb|mssql)$/.test(each))
  )
    return undefined;
  if (/\bfile:/.test(values))
    return (own?.entries ?? []).some(({ rule }) => [rule.cell.scheme ?? []].flat().some((scheme) => /^postgres/.test(scheme)))
      ? 'postgres'
      : 'sqlite';
  return 'postgres';
};

interface Named {
  readonly name: string;
  readonly at: { readonly file: string; readonly line: number };
}

const imagesIn = ({ file, text }: TextFile): readonly Named[] => {
  const lines = text.split('\n');
  const found: Named[] = [];
  const root = parseDocument(text, { strict: false, uniqueKeys: false, logLevel: 'silent' }).contents;
  const services = isMap(root) ? root.get('services', true) : undefined;
  if (!isMap(services)) return [];
  for (const { value } of services.items) {
    const image = isMap(value) ? value.get('image', true) : undefined;
    if (!isScalar(image) || typeof image.value !== 'string') continue;
    const name = image.value;
    found.push({ name, at: { file, line: Math.max(1, lines.findIndex((line) => line.includes(name)) + 1) } });
  }
  return found;
};

const dependenciesIn = ({ file, text }: TextFile): readonly Named[] => {
  const manifest = objectIn(text);
  const lines = text.split('\n');
  const names = ['dependencies', 'devDependencies'].flatMap((key) => {
    const held = manifest[key];
    return typeof held === 'object' && held !== null ? Object.keys(held) : [];
  });
  return names
    .slice(0, 1000)
    .map((name) => ({ name, at: { file, line: Math.max(1, lines.findIndex((line) => line.includes(`"${name}"`)) + 1) } }));
};
