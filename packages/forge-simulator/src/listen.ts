/** Listens on 127.0.0.1 only, and stops for good: connections cut, requests ended, processes gone. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from './web/serve.ts';
import type { World } from './world/world.ts';

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

const open = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

export const listen = async (world: World, port: number): Promise<Listening> => {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const work = serve(world, request, response, stopping.signal);
    running.add(work);
    void work.finally(() => running.delete(work));
  });
  const url = `http://127.0.0.1:${await open(server, port)}`;
  return {
    url,
    close: async () => {
      stopping.abort();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await world.processes.stop();
      await Promise.allSettled(running);
      await closed;
    },
  };
};
