/** A log source of any kind, read; what cannot be read is not known, and never empty. */
import type { LogSource } from '../../../contract/model.ts';
import type { Fact, LogFact } from '../../../policy/facts.ts';
import { attempt } from '../attempt.ts';
import type { Host } from './host.ts';
import { readLogCommand } from './log-command.ts';
import { readLogFile } from './log-file.ts';
import { readLoki } from './loki.ts';
import { readPrometheus } from './prometheus.ts';
import { readSentry } from './sentry.ts';

/** `since`: seconds since 1970, the moment from which the gate counts; sources that only count are asked from there. */
export const readLogs = (host: Host, source: LogSource, since: number): Promise<Fact<LogFact>> => attempt(() => read(host, source, since));

const read = (host: Host, source: LogSource, since: number): Promise<LogFact> => {
  switch (source.kind) {
    case 'file':
      return readLogFile(source, host);
    case 'sentry':
      return readSentry(host, source, since);
    case 'loki':
      return readLoki(host, source, since);
    case 'prometheus':
      return readPrometheus(host, source, since);
    case 'command':
      return readLogCommand(host, source, since);
  }
};
