/** What a module of the platform or of a known library hands out under a name; anything else is looked for in the repository. */
import { HANDED } from './handed-environment.ts';
import type { KnownLibrary, Value } from './value.ts';

const PROCESS: Value = { is: 'host', name: 'process' };

/** zx: `$.env` is the environment of the commands, the script's own unless it is given another. */
const ZX: Value = { is: 'object', props: [['env', { is: 'env', via: 'process.env' }, undefined]], spread: [] };

const LIBRARIES: readonly (readonly [RegExp, KnownLibrary])[] = [
  [/^(?:zod|znv|zod\/v[34]|zod\/mini|zod\/v4\/mini|@hono\/zod-openapi|@asteasolutions\/zod-to-openapi)$/, 'zod'],
  [/^@t3-oss\/env-/, 't3-env'],
  [/^envalid$/, 'envalid'],
  [/^envsafe$/, 'envsafe'],
  [/^(?:@sinclair\/)?typebox$/, 'typebox'],
  [/^fluent-json-schema$/, 'fluent-json-schema'],
  [/^hono\/adapter$/, 'hono'],
  [/^convict$/, 'convict'],
  [/^env-var$/, 'env-var'],
  [/^(?:joi|@hapi\/joi)$/, 'joi'],
  [/^(?:valibot|jsr:@valibot\/valibot)$/, 'valibot'],
  [/^yup$/, 'yup'],
  [/^env-schema$/, 'env-schema'],
  [/^@nestjs\/config$/, 'nest'],
  [/^vite$/, 'vite'],
  [/^webpack$/, 'webpack'],
  [/^(?:nuxt\/config|@nuxt\/kit|#imports|#app)$/, 'nuxt'],
  [/^(?:prisma\/config)$/, 'prisma'],
  [/^astro\/config$/, 'astro:env'],
  [/^(?:@adonisjs\/core\/env|@adonisjs\/env|@ioc:Adonis\/Core\/Env)$/, 'adonis'],
  [/^effect(?:\/Config)?$/, 'effect'],
  [/^firebase-functions(?:\/v2)?\/params$/, 'firebase'],
  [/^(?:dotenv|dotenv-flow|(?:jsr:|npm:)?@std\/dotenv(?:@[^/]*)?|https:\/\/deno\.land\/.*dotenv\/(?:mod|load)\.ts)$/, 'dotenv'],
  [/^getenv$/, 'getenv'],
  [/^nconf$/, 'nconf'],
  [/^class-transformer$/, 'class-transformer'],
  [/^(?:@fastify\/env|fastify-env)$/, 'env-schema'],
];

/** `import {NAME} from FROM`; `*` is the whole module. */
export const moduleValue = (file: string, from: string, name: string): Value | undefined => {
  if (from === 'node:process' || from === 'process') {
    if (name === 'env') return { is: 'env', via: 'process.env' };
    return name === 'default' || name === '*' ? PROCESS : undefined;
  }
  if (from === 'cloudflare:workers' && name === 'env') return HANDED;
  if (from === 'bun') return name === 'env' ? { is: 'env', via: 'Bun.env' } : name === '*' ? { is: 'host', name: 'Bun' } : undefined;
  if (/^\$env\/(?:static|dynamic)\/(?:private|public)$/.test(from)) {
    return name === '*' || from.includes('dynamic') ? { is: 'env', via: '$env' } : undefined;
  }
  if (/^astro:env\//.test(from)) {
    if (name === 'getSecret') return { is: 'library', library: 'astro:env', path: ['getSecret'] };
    return name === '*' ? { is: 'env', via: 'astro:env' } : undefined;
  }
  if (from === 'react-native-config') return name === 'default' || name === 'Config' ? { is: 'env', via: 'react-native' } : undefined;
  if (from === 'zx' && name === '$') return ZX;
  const known = LIBRARIES.find(([pattern]) => pattern.test(from))?.[1];
  if (from === 'effect' && name !== 'Config' && name !== '*') return undefined;
  if (known === undefined) return { is: 'import', from, file, name };
  // A default import of a library and its namespace are the same here: `import z`, `import * as z`, `import { z }`.
  const path = name === '*' || name === 'default' || SELVES[known]?.includes(name) === true ? [] : [name];
  return { is: 'library', library: known, path };
};

const SELVES: Partial<Record<KnownLibrary, readonly string[]>> = {
  zod: ['z'],
  joi: ['Joi'],
  yup: ['yup'],
  adonis: ['Env'],
  effect: ['Config'],
  dotenv: ['dotenv'],
  typebox: ['Type', 'Typebox'],
  'fluent-json-schema': ['S'],
};
