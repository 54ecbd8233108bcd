import { expect, test } from 'vitest';
import { isBookable } from '../bookings/hours.ts';
import { newPlatform } from '../platform.fixture.ts';

test('the catalogue is there in both languages, and in order', async () => {
  const { app } = await newPlatform();
  const categories = (await app.inject('/api/categories')).json();
  expect(categories[0]).toEqual({ slug: 'maison', name: { fr: 'Maison', en: 'Home' } });
  const services = (await app.inject('/api/services?category=maison')).json();
  expect(services).toHaveLength(3);
  expect(services.find(({ slug }: { slug: string }) => slug === 'plomberie')).toMatchObject({
    category: 'maison',
    name: { fr: 'Plomberie', en: 'Plumbing' },
    durationHours: 2,
    fromCents: 9_000,
    providers: 2,
  });
  const service = (await app.inject('/api/services/plomberie')).json();
  expect(service.offers.map(({ priceCents }: { priceCents: number }) => priceCents)).toEqual([9_000, 11_000]);
  const provider = (await app.inject('/api/providers/octet-et-compagnie')).json();
  expect(provider).toMatchObject({ city: 'Paris', verified: false });
  expect(provider.offers).toHaveLength(2);
});

test('providers come in pages that miss none, filtered by service and city', async () => {
  const { app } = await newPlatform();
  const slugs: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: { readonly items: readonly { readonly slug: string }[]; readonly next: string | null } = (
      await app.inject(`/api/providers?limit=3${next && `&cursor=${next}`}`)
    ).json();
    slugs.push(...page.items.map(({ slug }) => slug));
    next = page.next;
  }
  expect(slugs).toEqual([...slugs].sort());
  expect(new Set(slugs).size).toBe(7);
  const filtered = (await app.inject('/api/providers?service=plomberie&city=paris')).json();
  expect(filtered.items.map(({ slug }: { slug: string }) => slug)).toEqual(['tout-pour-la-maison']);
});

test('what is not there or not well formed is told by code', async () => {
  const { app } = await newPlatform();
  for (const [url, status, code] of [
    ['/api/services/none', 404, 'SERVICE_NOT_FOUND'],
    ['/api/providers/none', 404, 'PROVIDER_NOT_FOUND'],
    ['/api/providers/none/hours?day=2026-01-01&service=plomberie', 404, 'OFFER_NOT_FOUND'],
    ['/api/providers/atelier-benali/hours?day=2026-02-30&service=plomberie', 400, 'REQUEST_INVALID'],
    ['/api/providers/atelier-benali/hours', 400, 'REQUEST_INVALID'],
    ['/api/providers?limit=0', 400, 'REQUEST_INVALID'],
    ['/api/providers?limit=1000', 400, 'REQUEST_INVALID'],
    ['/api/providers?cursor=bm90LW91cnM', 400, 'CURSOR_INVALID'],
    ['/api/providers?cursor=WyJhXHUwMDAwIl0', 400, 'CURSOR_INVALID'],
    ['/api/providers?city=%00', 400, 'REQUEST_INVALID'],
    ['/api/providers?other=1', 400, 'REQUEST_INVALID'],
    ['/api/services/%00', 400, 'REQUEST_INVALID'],
    ['/api/nothing', 404, 'NOT_FOUND'],
  ] as const) {
    const answer = await app.inject(url);
    expect([answer.statusCode, answer.json().code], url).toEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  }
});

test('free hours leave out what is taken, and starts that would run into it', async () => {
  const platform = await newPlatform();
  const free = async () => {
    const day = platform.hour(8).slice(0, 10);
    const answer = await platform.app.inject(`/api/providers/atelier-benali/hours?service=plomberie&day=${day}`);
    return answer.json<{ free: string[] }>().free.map((hour) => Number(hour.slice(11, 13)));
  };
  expect(await free()).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
  await platform.book({ startsAt: platform.hour(10) });
  expect(await free()).toEqual([7, 8, 12, 13, 14, 15, 16, 17]);
});

test('only whole hours of the day, ahead of now and within ninety days', () => {
  const now = new Date('2026-03-01T09:00:00.000Z');
  const at = (start: string, hours = 2) => isBookable(new Date(start), hours, now);
  expect(at('2026-03-01T10:00:00Z')).toBe(true);
  expect(at('2026-03-01T09:00:00Z')).toBe(false);
  expect(at('2026-03-02T17:00:00Z')).toBe(true);
  expect(at('2026-03-02T17:00:00Z', 3)).toBe(false);
  expect(at('2026-03-02T06:00:00Z')).toBe(false);
  expect(at('2026-03-02T08:00:01Z')).toBe(false);
  expect(at('2026-06-30T08:00:00Z')).toBe(false);
  expect(isBookable(new Date('never'), 1, now)).toBe(false);
});
