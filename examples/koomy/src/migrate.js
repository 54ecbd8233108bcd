import { openMembers } from './members.js';
import { readSettings } from './settings.js';

const members = openMembers(readSettings(process.env).databaseUrl);
const applied = members.migrate();
console.log(applied.length === 0 ? 'nothing to apply' : `applied ${applied.join(', ')}`);
members.close();
