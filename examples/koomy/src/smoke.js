/** The smoke run: the deployed service answers, and says that it runs where we think it does. Reads, never writes. */
const url = process.env.KOOMY_URL;
const environment = process.env.KOOMY_ENV;

const response = await fetch(new URL('/health', url), { signal: AbortSignal.timeout(10_000) });
const health = await response.json();
if (!response.ok || health.environment !== environment) {
  console.error(`${url} answered ${response.status} from "${health.environment}", expected 200 from "${environment}"`);
  process.exit(1);
}
console.log(`${url} is up, and it is ${health.environment}`);
