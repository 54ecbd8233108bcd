/** Run by vitest before each test file of the conformance run: every exchange with the simulator goes to a file, a line of JSON each. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { taps } from 'forge-simulator';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly exchanges: string;
  }
}

const file = join(inject('exchanges'), `${process.pid}-${Math.trunc(performance.now() * 1000)}.jsonl`);

taps.add((exchange) => appendFileSync(file, `${JSON.stringify(exchange)}\n`));
