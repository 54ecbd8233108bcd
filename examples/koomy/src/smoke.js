/** The smoke run: the deployed service answers, and says that it runs where we think it does. Reads, never writes. */
const { KOOMY_URL, KOOMY_ENV } = process.env;

const response = await fetch(new URL('/health', KOOMY_URL), { signal: AbortSignal.timeout(10_000) });
const health = await response.json();
if (!response.ok || health.environment !== KOOMY_ENV) {
  console.error(`${KOOMY_URL} answered ${response.status} from "${health.environment}", expected 200 from "${KOOMY_ENV}"`);
  process.exit(1);
}
console.log(`${KOOMY_URL} is up, and it is ${health.environment}`);
