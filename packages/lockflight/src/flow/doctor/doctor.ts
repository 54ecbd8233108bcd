/**
 * `lockflight doctor`: the environment is proven first, as for `run`; then every service of the contract is probed side by side, each with its own time limit.
 * What is refused by the contract (a live key in staging, an imitation where the real one is required) is decided before a packet is sent.
 */
import { lookup } from 'node:dns/promises';
import { dirname, resolve } from 'node:path';
import type { Environment } from '../../contract/model.ts';
import type { Judgement } from '../../env/issue.ts';
import { type Check, errored, failed, Stop } from '../../probe/check.ts';
import { PROBES, type ProbeInput } from '../../probe/probe.ts';
import type { Lookup } from '../../probe/reach/resolve.ts';
import type { Standpoint } from '../environment/here.ts';
import { proveEnvironment } from '../run/prove.ts';
import { reportOf, type ServiceReport } from './judge.ts';
import { type Planned, planOf } from './plan.ts';

export interface DoctorRequest extends Standpoint {
  readonly now: () => Date;
  /** For each service, in milliseconds. */
  readonly timeoutMs: number;
  readonly onStart?: (service: string) => void;
  readonly onEnd?: (report: ServiceReport) => void;
  /** Absent: the system's resolver. */
  readonly lookup?: Lookup;
  /** Absent: the authorities that node trusts. */
  readonly ca?: string;
}

export type DoctorOutcome =
  /** What is set there is refused, or it cannot be told which environment this is: nothing was asked. */
  | { readonly kind: 'refused'; readonly judgement: Judgement }
  | { readonly kind: 'looked'; readonly environment: string; readonly services: readonly ServiceReport[] };

const systemLookup: Lookup = (host) => lookup(host, { all: true });

/** Errors: `unknown-environment`, env-file-*. */
export const doctor = async (request: DoctorRequest): Promise<DoctorOutcome> => {
  const { judgement, proven } = await proveEnvironment(request);
  if (proven === undefined) return { kind: 'refused', judgement };
  const { environment, values } = proven;
  const planned = planOf(request.contract, environment, values);
  const services = await Promise.all(planned.map((each) => look(request, environment, each)));
  return { kind: 'looked', environment: environment.name, services };
};

const look = async (request: DoctorRequest, environment: Environment, planned: Planned): Promise<ServiceReport> => {
  const asks = planned.plan.kind === 'probe';
  if (asks) request.onStart?.(planned.service.name);
  const report = reportOf(planned, asks ? await probed(request, environment, planned) : []);
  if (asks) request.onEnd?.(report);
  return report;
};

/** Never throws: whatever goes wrong in a probe is a check of its own. What it says after its time is not listened to. */
const probed = async (request: DoctorRequest, environment: Environment, planned: Planned): Promise<readonly Check[]> => {
  const checks: Check[] = [];
  const limit = AbortSignal.timeout(request.timeoutMs);
  const late = new Promise<'late'>((done) => limit.addEventListener('abort', () => done('late'), { once: true }));
  const probe = await PROBES[planned.cell.kind]();
  let over = false;
  const input: ProbeInput = {
    service: planned.service.name,
    environment: environment.kind,
    mode: planned.cell.mode,
    facts: planned.cell.facts,
    parts: planned.parts,
    named: planned.cell.uses,
    folders: foldersOf(request.contractDirectory, environment),
    now: request.now,
    signal: limit,
    say: (...said) => {
      if (!over) checks.push(...said);
    },
    lookup: request.lookup ?? systemLookup,
    ...(request.ca === undefined ? {} : { ca: request.ca }),
  };
  const ended = await Promise.race([probe(input).catch((error: unknown) => stopped(error)), late]);
  over = true;
  if (ended === 'late') return [...checks, inTime()];
  return ended === undefined ? checks : [...checks, ended];
};

const stopped = (error: unknown): Check =>
  error instanceof Stop
    ? error.check
    : // Not the error's own words: they may repeat what it was given.
      errored('probe', 'service-not-visible', 'the probe itself failed', 'la sonde elle-même a échoué');

const inTime = (): Check => failed('in-time', 'service-timeout', 'no answer in time', 'pas de réponse à temps');

/** A relative path may begin where the contract stands, or where the environment's variables are kept. */
const foldersOf = (directory: string, { files }: Environment): readonly string[] => [
  ...new Set([directory, ...files.map((file) => dirname(resolve(directory, file)))]),
];
