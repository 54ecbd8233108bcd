/**
 * Node's own modules, asked for by name instead of imported. An import makes a namespace of the module, for which every one of its members is read, also those that
 * Node would only make when somebody uses them: `node:process` opens the three standard streams, `node:crypto` loads all of its web half, `node:fs` its streams. That
 * is five milliseconds of each start, of code that nobody runs.
 */
import type { Plugin } from 'rolldown';

/** As rolldown writes them: one a line, at the top of a chunk. */
const IMPORT = /^import (?:(?<all>[\w$]+)|\* as (?<space>[\w$]+)|\{(?<names>[^}]*)\}) from "(?<id>node:[^"]+)";$/gm;

export const builtinsByName: Plugin = {
  name: 'builtins-by-name',
  renderChunk: (code) =>
    code.replace(IMPORT, (_, ...rest) => {
      const { all, space, names, id } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
      const bound = all ?? space ?? `{${(names ?? '').replaceAll(' as ', ': ')}}`;
      // The process itself is there under its own name.
      return id === 'node:process' && bound === 'process' ? '' : `const ${bound} = process.getBuiltinModule("${id}");`;
    }),
};
