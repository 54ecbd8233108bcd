import type { CommandDefinition, Report } from '../command.ts';
import { flag, portOption } from '../option.ts';
import { coloured, plain } from '../paint.ts';

/** `lockflight demo`: a complete world on this machine. With `--once` it ends after the story; exit 1 when the story did not go as told. */
export const demo: CommandDefinition = {
  name: 'demo',
  summary: { en: 'a complete world on this machine', fr: 'un monde complet sur cette machine' },
  usage: '[--once] [--port N]',
  options: { once: { type: 'boolean' }, port: { type: 'string' } },
  explains: {
    once: { en: 'end after the story', fr: "s'arrêter après l'histoire" },
    port: { en: 'where the forge listens; any free port by default', fr: 'port de la forge ; un port libre par défaut' },
  },
  examples: ['demo --once'],
  positionals: { min: 0, max: 0 },
  run: async (invocation): Promise<Report> => {
    const { runDemo } = await import('../../demo/demo.ts');
    const json = flag(invocation, 'json');
    const colour = !json && process.stdout.isTTY === true && invocation.environment.NO_COLOR === undefined;
    const port = portOption(invocation, 'port');
    const ending = await runDemo({
      main: invocation.again,
      // The contracts of the story are French; its readers choose.
      language: invocation.language ?? 'en',
      paint: colour ? coloured : plain,
      colour,
      once: json || flag(invocation, 'once'),
      now: invocation.now,
      write: (words) => (json ? process.stderr : process.stdout).write(words),
      stop: interrupted(),
      ...(port === undefined ? {} : { port }),
    });
    return { exit: ending.ok ? 0 : 1, json: ending, lines: () => [] };
  },
};

/** Ctrl-C, a polite kill, or a reader that goes away, ends the world and takes everything with it. */
const interrupted = (): AbortSignal => {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  // Nobody reads it any more (`| head`).
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => controller.abort());
  return controller.signal;
};
