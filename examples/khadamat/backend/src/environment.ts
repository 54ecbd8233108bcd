/** The environment that a process starts with: its file, then every rule of the contract. A refusal is said on standard error, and ends the process with exit code 1. */
import { writeSync } from 'node:fs';
import { type Env, validateEnv } from './config/env.ts';
import { loadEnvFile } from './env-file.ts';

export const readEnvironment = (): Env => {
  loadEnvFile();
  try {
    return validateEnv();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'EnvError') throw error;
    return refuse(error.message);
  }
};

/** Says it, and ends the process: a stack would only hide which variable it is about. */
export const refuse = (message: string): never => {
  writeSync(process.stderr.fd, `${message}\n`);
  return process.exit(1);
};
