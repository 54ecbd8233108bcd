/** Where this workspace lives: relative paths of the environment (`file:./dev.db`, `./uploads`) mean the same place whatever folder a command runs in. */
import { fileURLToPath } from 'node:url';

export const BACKEND_FOLDER = fileURLToPath(new URL('..', import.meta.url));
export const CLIENT_FOLDER = fileURLToPath(new URL('../../frontend/dist', import.meta.url));
