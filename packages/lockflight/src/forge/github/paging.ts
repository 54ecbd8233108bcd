/**
 * Lists to their end. A list comes bare, or as `{ total_count, KEY: [...] }`; the next page is the Link header's `rel="next"`, whether it
 * counts pages or carries a cursor. A page that fails, points elsewhere or never ends is an error: a short list would be read as "nothing more".
 *
 * Octokit's own pagination is not used: it takes a 409 in the middle for the end of the list, and follows a link to another host with the token.
 * Source: GitHub REST API, "Using pagination in the REST API".
 */
import type { Answer } from './answer.ts';
import type { Connection, RequestParameters } from './connection.ts';
import type { Endpoint } from './endpoints.ts';
import { nonsense } from './failure.ts';

export interface Listing {
  readonly route: Endpoint;
  readonly parameters?: RequestParameters;
  /** Where the items are, in lists that come with a `total_count`. */
  readonly key?: string;
  /** Called with each item; true: this and everything after it is not wanted. */
  readonly until?: (item: Answer) => boolean;
  /** How many items GitHub's searches give at most; reaching it is told by `full`, not an error. */
  readonly cap?: number;
}

const PAGE = 100;

/** A list of half a million items has an end, and one that goes on without any has had its own. */
const MOST_PAGES = 5000;
const MOST_EMPTY_PAGES = 10;

/** How many settled items in a row say that everything before them is settled too: events come late, but not by so many. */
const SETTLED_IN_A_ROW = 100;

/** For `until`, in a list that goes back in time: ends it after a hundred settled items in a row. */
export function untilSettled(isSettled: (item: Answer) => boolean): (item: Answer) => boolean {
  let inARow = 0;
  return (item) => {
    if (inARow >= SETTLED_IN_A_ROW) return true;
    inARow = isSettled(item) ? inARow + 1 : 0;
    return false;
  };
}

const nextIn = (link: string | undefined): string | undefined => /<([^<>]+)>\s*;\s*rel="next"/.exec(link ?? '')?.[1];

export async function list(connection: Connection, listing: Listing): Promise<readonly Answer[]> {
  const { key, until, cap = Number.POSITIVE_INFINITY } = listing;
  const home = new URL(connection.apiUrl).origin;
  const items: Answer[] = [];
  const seen = new Set<string>();
  let empty = 0;
  let page = connection.call(listing.route, { per_page: PAGE, ...listing.parameters });
  for (;;) {
    const { answer, headers } = await page;
    const total = key === undefined ? undefined : answer.at('total_count').id();
    const found = (key === undefined ? answer : answer.at(key)).items();
    empty = found.length === 0 ? empty + 1 : 0;
    for (const item of found) {
      if (until?.(item)) return items;
      items.push(item);
    }
    const next = nextIn(headers.link);
    if (next === undefined) {
      if (total !== undefined && items.length < Math.min(total, cap))
        throw nonsense(answer.endpoint, 'total_count', 'the length of the list');
      return items;
    }
    const endless = seen.has(next) || seen.size >= MOST_PAGES || empty >= MOST_EMPTY_PAGES;
    if (endless || URL.parse(next)?.origin !== home) throw nonsense(answer.endpoint, 'Link', 'a further page of the same list');
    seen.add(next);
    page = connection.follow(listing.route, next);
  }
}
