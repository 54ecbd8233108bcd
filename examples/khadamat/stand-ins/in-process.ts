/** A vendor without a network: a `fetch` whose every request that vendor answers. For quick tests; a process of its own reaches the stand-ins by their `env`. */
import type { Vendor } from './vendor.ts';

export const fetchFrom =
  (vendor: Vendor): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (!vendor.hosts.test(url.hostname)) throw new TypeError(`fetch failed: ${url.hostname} is not this vendor's`);
    const { status, headers, body } = await vendor.answer({
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: Object.fromEntries(request.headers),
      body: Buffer.from(await request.arrayBuffer()),
    });
    return Response.json(body, { status, headers: { ...headers } });
  };
