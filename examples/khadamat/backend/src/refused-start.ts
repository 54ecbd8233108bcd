/**
 * What is set can be read, and still nothing here can work with it: a provider that nobody here can talk to, a private folder that is served. `main.ts` says it in one
 * line, for whoever sets the variables.
 */
export class RefusedStart extends Error {
  override readonly name = 'RefusedStart';
}
