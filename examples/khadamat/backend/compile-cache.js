/**
 * Loaded before anything else (`node --import ./compile-cache.js src/main.ts`): Node keeps what it made of each module, TypeScript with its types taken out included,
 * so that a process starts, or refuses to, in a third of the time. JavaScript, because the first TypeScript file would already cost what this saves.
 */
import { enableCompileCache } from 'node:module';

enableCompileCache();
