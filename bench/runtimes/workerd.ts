/** workerd, the runtime of Cloudflare Workers: the bundle as a module, the values as text bindings of the worker, asked in its own test mode (no port). */
const HANDLER = `import { check, validateEnv } from './check';
export default { test(_, env) { check(validateEnv, env); } };
`;

/** `bundle` is the file whose module exports `check` and `validateEnv`, beside the configuration. */
export const workerdConfig = (bundle: string, values: Readonly<Record<string, string>>): string => {
  const bindings = Object.entries(values).map(([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = .worker)]);
const worker :Workerd.Worker = (
  modules = [
    (name = "worker", esModule = ${JSON.stringify(HANDLER)}),
    (name = "check", esModule = embed ${JSON.stringify(bundle)}),
  ],
  bindings = [${bindings.join(', ')}],
  compatibilityDate = "2026-11-01",
);
`;
};
