/** Nuxt's `runtimeConfig`: each of its keys is a variable by a name of its own. */
import { type Call, type RawRead, readAt } from './summary.ts';
import { alternatives, type Value } from './value.ts';

/** Nuxt: `runtimeConfig.apiSecret` is NUXT_API_SECRET, `runtimeConfig.public.apiBase` is NUXT_PUBLIC_API_BASE. */
export const nuxtReads = (options: Value | undefined, call: Call): readonly RawRead[] => {
  const config = options?.is === 'object' ? options.props.find(([key]) => key === 'runtimeConfig')?.[1] : undefined;
  const walk = (value: Value | undefined, prefix: string, depth: number): readonly string[] =>
    value?.is !== 'object' || depth > 6
      ? []
      : value.props.flatMap(([key, each]) => {
          const name = `${prefix}_${key
            .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
            .replace(/[^A-Za-z0-9]+/g, '_')
            .toUpperCase()}`;
          if (each.is === 'object') return walk(each, name, depth + 1);
          // `process.env.X ?? ""` has its own name already.
          return alternatives(each).some(({ is }) => is === 'variable') ? [] : [name];
        });
  return walk(config, 'NUXT', 0).map((each) => readAt(each, call.at, 'nuxt', { need: 'optional', because: 'default' }));
};
