/** What /health asks for. The database, with its tables, is what every request needs; the rest takes only some of the platform with it. */
import type { Services } from '../services.ts';
import type { Check } from './health.ts';

export const checksOf = ({ database, shared, antivirus }: Services): readonly Check[] => [
  { name: 'database', required: true, ask: () => database.selectFrom('services').select('id').limit(1).execute() },
  ...(shared.kind === 'redis' ? [{ name: 'redis', required: false, ask: () => shared.ping() }] : []),
  ...(antivirus === undefined ? [] : [{ name: 'antivirus', required: false, ask: () => antivirus.ping() }]),
];
