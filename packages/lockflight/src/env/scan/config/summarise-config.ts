/** A file that is no code to its summary. */
import type { FileSummary } from '../code/summary.ts';
import type { Kind } from '../kinds.ts';
import { summariseCompose } from './compose.ts';
import { summariseDockerfile } from './dockerfile.ts';
import { summariseAppJson, summariseHostJson, summariseProcfile, summariseRender, summariseToml } from './hosts.ts';
import { summariseMakefile } from './makefile.ts';
import { summariseHtml, summarisePackage, summariseReplit, summariseTurbo, summariseVercel } from './manifests.ts';
import { summariseNodeConfig } from './node-config.ts';
import { summarisePipeline } from './pipelines.ts';
import { summariseBake, summariseNpmrc, summariseServerless } from './placeholders.ts';
import { summariseCmd, summarisePowershell } from './powershell.ts';
import { summarisePrisma } from './prisma.ts';
import { summariseShell } from './shell.ts';
import { summariseWorkflow } from './workflow.ts';

const READERS: Readonly<Record<Exclude<Kind, 'code'>, (file: string, text: string) => FileSummary>> = {
  prisma: summarisePrisma,
  compose: summariseCompose,
  dockerfile: summariseDockerfile,
  workflow: summariseWorkflow,
  shell: summariseShell,
  package: summarisePackage,
  turbo: summariseTurbo,
  vercel: summariseVercel,
  replit: summariseReplit,
  html: summariseHtml,
  'node-config': summariseNodeConfig,
  'app-json': summariseAppJson,
  render: summariseRender,
  procfile: summariseProcfile,
  toml: summariseToml,
  'host-json': summariseHostJson,
  pipeline: summarisePipeline,
  makefile: summariseMakefile,
  npmrc: summariseNpmrc,
  serverless: summariseServerless,
  bake: summariseBake,
  powershell: summarisePowershell,
  cmd: summariseCmd,
};

export const summariseConfig = (file: string, kind: Exclude<Kind, 'code'>, text: string): FileSummary => READERS[kind](file, text);
