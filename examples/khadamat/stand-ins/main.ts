/**
 * Runs a command beside the stand-ins: `node stand-ins/main.ts npm run dev`. Webhooks go to APP_BASE_URL where their secrets are set (STRIPE_WEBHOOK_SECRET,
 * KYC_WEBHOOK_SECRET). Ends with the command, and with its exit code.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startStandIns } from './stand-ins.ts';

const [command, ...words] = process.argv.slice(2);
if (command === undefined) throw new Error('usage: node stand-ins/main.ts COMMAND [ARGUMENT...]');
const { APP_BASE_URL = 'http://localhost:4000', STRIPE_WEBHOOK_SECRET: stripeSecret, KYC_WEBHOOK_SECRET: kycSecret } = process.env;

await using standIns = await startStandIns();
if (stripeSecret) standIns.stripe.webhooks.subscribe({ url: `${APP_BASE_URL}/webhooks/stripe`, secret: stripeSecret });
if (kycSecret) standIns.onfido.webhooks.subscribe({ url: `${APP_BASE_URL}/webhooks/onfido`, secret: kycSecret });

const child = spawn(command, words, { stdio: 'inherit', env: { ...process.env, ...standIns.env } });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
const [code] = await once(child, 'exit');
process.exitCode = typeof code === 'number' ? code : 1;
