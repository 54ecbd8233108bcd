/**
 * The proxy that the environment names (HTTPS_PROXY, HTTP_PROXY, NO_PROXY, in capitals or not), for every request of this process. Node does it itself:
 * `http.setGlobalProxyFromEnv`. A Node that lacks it reads the same variables at its start, when NODE_USE_ENV_PROXY=1 is set; nothing is done here then.
 * This machine is never asked for through a proxy.
 */
import http from 'node:http';

type Environment = Readonly<Record<string, string | undefined>>;

const NAMES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const;
const HERE = ['localhost', '127.0.0.1', '[::1]'];

let applied = '';

const forget = (): void => {
  applied = '';
};

/** Returns how to undo it; undefined: there is no proxy, it is in use already, or this Node cannot. */
export function useProxyOf(environment: Environment): (() => void) | undefined {
  const named = NAMES.flatMap((name) => (environment[name] ? [[name, environment[name]] as const] : []));
  const set: ((proxies: Record<string, string>) => () => void) | undefined = http.setGlobalProxyFromEnv;
  const except = [environment.NO_PROXY ?? environment.no_proxy ?? '', ...HERE].filter((part) => part !== '').join(',');
  const proxies = { ...Object.fromEntries(named), NO_PROXY: except };
  const key = JSON.stringify(proxies);
  if (named.length === 0 || set === undefined || key === applied) return undefined;
  applied = key;
  const restore = set(proxies);
  return () => {
    restore();
    forget();
  };
}
