/** Where the project is: commands mean the same whatever folder they are typed in. */
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));
export const CLIENT_BUILD = fileURLToPath(new URL('../frontend/dist', import.meta.url));
