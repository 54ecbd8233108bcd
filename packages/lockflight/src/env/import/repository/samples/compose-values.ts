/**
 * What compose files give to their containers, in both styles of `environment`. Input: the text; output: names and values with their lines, and whether the
 * container is built from this repository. Values that are interpolated are empty. Pure, total; an alias is not followed twice.
 */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { environmentOf, type KnownEnvironment } from '../../heads/environment-words.ts';
import { isOthersImage } from '../around/service-traits.ts';
import type { TextFile } from '../facts.ts';

export interface ComposeValue {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  /** The container is the application's own: built here, or, where nothing is, of an image that is nobody else's. */
  readonly built: boolean;
}

const MOST = 500;

export const composeValues = ({ text }: TextFile): readonly ComposeValue[] => {
  const lines = new LineCounter();
  const root = parseDocument(text, { lineCounter: lines, strict: false, uniqueKeys: false, logLevel: 'silent' }).contents;
  const services = isMap(root) ? root.get('services', true) : undefined;
  if (!isMap(services)) return [];
  const lineOf = (node: unknown): number => {
    const range = (node as Node | null | undefined)?.range;
    return range === null || range === undefined ? 1 : lines.linePos(range[0]).line;
  };
  const found: ComposeValue[] = [];
  const builds = services.items.some(({ value }) => isMap(value) && value.has('build'));
  for (const { value: service } of services.items) {
    const held = isMap(service) ? service.get('environment', true) : undefined;
    const image = isMap(service) ? String(service.get('image') ?? '') : '';
    const built = isMap(service) && (service.has('build') || (!builds && image !== '' && !isOthersImage(image)));
    const add = (name: unknown, value: unknown, node: unknown): void => {
      if (typeof name !== 'string' || !/^[A-Za-z_]\w{0,127}$/.test(name) || found.length >= MOST) return;
      const said = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
      found.push({ name, value: said.includes('$') ? '' : said, line: lineOf(node), built });
    };
    if (isMap(held))
      for (const { key, value } of held.items) add(isScalar(key) ? key.value : undefined, isScalar(value) ? value.value : '', key);
    if (isSeq(held))
      for (const item of held.items) {
        const [, name, value = ''] = /^([^=]+)(?:=(.*))?$/s.exec(isScalar(item) ? String(item.value) : '') ?? [];
        add(name, value, item);
      }
  }
  return found;
};

/** `docker-compose.prod.yml` is production's; a plain one is what developers run. */
export const composeEnvironment = (file: string): KnownEnvironment | undefined =>
  environmentOf(/compose[.-]([\w-]+)\.ya?ml$/.exec(file)?.[1] ?? '');
