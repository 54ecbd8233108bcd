/**
 * The Action: `check` and `env check` in the runner's own Node, one process. All of it goes to one stream, in order, so that nothing of the candidate's words is
 * taken for a workflow command. Ends with the worst exit code.
 */
import { appendFileSync } from 'node:fs';
import { main } from '../../src/cli/main.ts';
import { fullAllowance } from '../../src/cli/reporter-github.ts';
import { callsOf } from './calls.ts';

const say = (words: string): void => {
  process.stdout.write(words);
};

const run = async (): Promise<number> => {
  const calls = callsOf(process.env);
  if (calls === undefined) {
    say('::error title=bad-arguments::command: check, env check, or one of them a line (check, env check, ou un par ligne)\n');
    return 2;
  }
  const annotationsLeft = fullAllowance();
  let worst = 0;
  for (const call of calls) {
    const terminal = {
      out: say,
      err: say,
      environment: process.env,
      colour: false,
      cwd: process.cwd(),
      now: () => new Date(),
      annotationsLeft,
    };
    worst = Math.max(worst, await main(call, terminal));
  }
  return worst;
};

process.exitCode = await run();
const { GITHUB_OUTPUT } = process.env;
if (GITHUB_OUTPUT !== undefined && GITHUB_OUTPUT !== '') appendFileSync(GITHUB_OUTPUT, `exit-code=${process.exitCode}\n`);
