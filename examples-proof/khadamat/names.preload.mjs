/** Loaded into a process of the platform (`--import`): the names that staging and production use are this machine, where the proof's servers listen. */
import dns from 'node:dns';

const OURS = /\.(?:staging|prod)\.internal$|\.khadamat\.example$/;
const { lookup } = dns;

dns.lookup = (name, options, done) => {
  const [asked, answer] =
    typeof options === 'function' ? [{}, options] : [typeof options === 'number' ? { family: options } : options, done];
  if (!OURS.test(name)) return lookup(name, asked, answer);
  process.nextTick(() => (asked.all ? answer(null, [{ address: '127.0.0.1', family: 4 }]) : answer(null, '127.0.0.1', 4)));
};
