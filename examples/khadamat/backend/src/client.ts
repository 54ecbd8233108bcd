/** Serves the built client (`npm run build`) beside the API, where it is there. Its own addresses (/services/plomberie) are all the one page. */
import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { CLIENT_FOLDER } from './folders.ts';

/** What the API answers for itself, also when nothing is there. */
const OURS = /^\/(api|webhooks|smoke|metrics|health|live|assets)(\/|$|\?)/;

/** Gives the answer to a GET that no route knows: the page, or undefined when it is not the client's. */
export const registerClient = async (app: FastifyInstance, folder = CLIENT_FOLDER): Promise<(url: string) => string | undefined> => {
  if (!existsSync(folder)) return () => undefined;
  await app.register(fastifyStatic, { root: folder, wildcard: false, index: ['index.html'] });
  return (url) => (OURS.test(url) ? undefined : 'index.html');
};
