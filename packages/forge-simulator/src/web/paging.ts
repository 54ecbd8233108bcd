/**
 * Pages of a list, with the `Link` header that GitHub's page "Using pagination in the REST API" describes: numbered pages for most lists,
 * cursors for a repository's activities.
 */
import { type Answer, ok } from './answer.ts';
import type { Call } from './router.ts';

const asked = (call: Call, name: string, byDefault: number): number => {
  const value = Number(call.query.get(name) ?? byDefault);
  return Number.isInteger(value) && value >= 1 ? value : byDefault;
};

const address = (call: Call, changes: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams(call.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  return `${call.world.url}/api/v3${call.path}?${query}`;
};

const linkHeader = (links: readonly (readonly [string, string])[]): Record<string, string> =>
  links.length === 0 ? {} : { link: links.map(([rel, url]) => `<${url}>; rel="${rel}"`).join(', ') };

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Record<string, string>;
}

/** The page that was asked for; `most` and `usual` differ for a few lists. */
export const pageOf = <T>(call: Call, items: readonly T[], { usual = 30, most = 100 } = {}): Page<T> => {
  const size = Math.min(asked(call, 'per_page', usual), most);
  const page = asked(call, 'page', 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const to = (number: number): string => address(call, { page: String(number) });
  const links: [string, string][] = [];
  if (page > 1) links.push(['prev', to(page - 1)]);
  if (page < last) links.push(['next', to(page + 1)], ['last', to(last)]);
  if (page > 1) links.push(['first', to(1)]);
  return { items: items.slice((page - 1) * size, page * size), headers: linkHeader(links) };
};

/** A list as the body itself. */
export const listAnswer = <T>(call: Call, items: readonly T[], render: (item: T) => unknown): Answer => {
  const page = pageOf(call, items);
  return ok(page.items.map(render), page.headers);
};

/** A list in an object with its `total_count`. */
export const countedAnswer = <T>(call: Call, name: string, items: readonly T[], render: (item: T) => unknown): Answer => {
  const page = pageOf(call, items);
  return ok({ total_count: items.length, [name]: page.items.map(render) }, page.headers);
};

/** The page after (or before) a cursor, which is an item's id. */
export const cursorPage = <T extends { readonly id: number }>(call: Call, items: readonly T[]): Page<T> => {
  const size = Math.min(asked(call, 'per_page', 30), 100);
  const place = (name: string): number => items.findIndex((item) => String(item.id) === call.query.get(name));
  const before = place('before');
  const start = before >= 0 ? Math.max(0, before - size) : place('after') + 1;
  const shown = items.slice(start, before >= 0 ? before : start + size);
  const links: [string, string][] = [];
  const last = shown.at(-1);
  if (last !== undefined && start + shown.length < items.length)
    links.push(['next', address(call, { before: undefined, after: String(last.id) })]);
  const first = shown[0];
  if (first !== undefined && start > 0) links.push(['prev', address(call, { after: undefined, before: String(first.id) })]);
  return { items: shown, headers: linkHeader(links) };
};
