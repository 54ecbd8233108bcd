/** varlock: a `.env.schema`, read by its command line at every start. */
import type { Rule } from '../schema.ts';
import type { Contestant } from './contestant.ts';

const typeOf = (rule: Rule): string => {
  switch (rule.type) {
    case 'string':
      return `string(minLength=${rule.min}${rule.prefix === undefined ? '' : `, startsWith=${rule.prefix}`})`;
    case 'url':
      return rule.hostSuffix === undefined
        ? `url(allowedProtocols=[${rule.schemes.join(', ')}])`
        : `string(matches=regex("^(${rule.schemes.join('|')})://[^/?#]+${rule.hostSuffix.replaceAll('.', '[.]')}[:/]"))`;
    case 'enum':
      return `enum(${rule.values.join(', ')})`;
    case 'integer':
      return `number(isDivisibleBy=1, min=${rule.min}, max=${rule.max})`;
    case 'host':
      return 'domain(allowIp=true, allowSingleLabel=true)';
    default:
      return rule.type;
  }
};

export const varlock: Contestant = {
  name: 'varlock load',
  packageName: 'varlock',
  kind: 'command',
  note: 'prints the first two characters of a secret that it refuses',
  files: (variables) => ({
    '.env.schema': [
      '# @defaultRequired=true @defaultSensitive=false',
      '# ---',
      ...variables.flatMap(({ name, rule, secret }) => ['', `# @type=${typeOf(rule)}${secret ? ' @sensitive' : ''}`, `${name}=`]),
      '',
    ].join('\n'),
  }),
  start: ['node_modules/varlock/bin/cli.js', 'load'],
};
