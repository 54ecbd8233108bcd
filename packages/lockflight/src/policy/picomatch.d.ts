/** picomatch ships no types: what we use of it. `posix.js` is the build that never asks the platform. */
declare module 'picomatch/posix.js' {
  const picomatch: (globs: string | readonly string[], options?: { readonly dot?: boolean }) => (path: string) => boolean;
  export default picomatch;
}
