/** The doctor on the running platform: its own contract, and addresses of the vendors' stand-ins, which the contract of a real platform has no need to name. */
import { readFileSync } from 'node:fs';
import { readContract } from '../../packages/lockflight/src/contract/read-contract.ts';
import { doctor } from '../../packages/lockflight/src/flow/doctor/doctor.ts';
import { AUTHORITY } from './certificate.fixture.ts';
import { addressOf, proxyTo } from './front.fixture.ts';
import type { Running } from './running.fixture.ts';
import { BACKEND, type Staging } from './staging.fixture.ts';

const DIRECTORY = `${BACKEND}/..`;

/** Of the services that a vendor gives: which one, and where the contract describes it. */
const VENDORS = [
  ['stripe', 'STRIPE_API', '    kind: stripe\n'],
  ['messagebird', 'MESSAGEBIRD_API', '    kind: sms\n'],
  ['onfido', 'ONFIDO_API', '    kind: kyc\n'],
] as const;

const withAddresses = (): string =>
  VENDORS.reduce(
    (text, [, name, kind]) =>
      text
        .replace(kind, `${kind}    url: ${name}\n`)
        .replace(
          /^variables:\n/m,
          `variables:\n  ${name}: { type: url, in: { local: optional, staging: optional, production: optional } }\n`,
        ),
    readFileSync(`${DIRECTORY}/lockflight.yaml`, 'utf8'),
  );

/** What it says of each service: its outcome, then the checks that did not pass. */
export const doctorSays = async (staging: Staging, platform: Running, values: Readonly<Record<string, string>>) => {
  const { contract } = readContract({ file: 'lockflight.yaml', text: withAddresses() });
  if (contract === undefined) throw new Error('the contract of the doctor cannot be read');
  await using fronts = new AsyncDisposableStack();
  const addresses: Record<string, string> = {};
  for (const [vendor, name] of VENDORS) {
    const { port } = fronts.use(await addressOf(staging.standIns[vendor]));
    addresses[name] = `http://127.0.0.1:${port}`;
  }
  const reports = fronts.use(await addressOf(staging.standIns.sentry));
  const proxy = fronts.use(await proxyTo(platform.origin));
  const outcome = await doctor({
    contract,
    contractDirectory: DIRECTORY,
    process: {
      ...values,
      ...addresses,
      SENTRY_DSN: `http://0123456789abcdef@errors.staging.internal:${reports.port}/41`,
      APP_BASE_URL: `${values.APP_BASE_URL}:${proxy.port}`,
    },
    now: () => new Date(),
    timeoutMs: 30_000,
    // The names of staging and production are this machine, as for the platform itself.
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
    ca: AUTHORITY,
  });
  if (outcome.kind === 'refused')
    throw new Error(JSON.stringify(outcome.judgement.issues.map(({ code, variable }) => `${code} ${variable}`)));
  return outcome.services.map(({ name, outcome: came, checks }) => [
    name,
    came,
    ...checks.filter((check) => check.outcome !== 'passed').map(({ check, code }) => `${check} ${code}`),
  ]);
};
