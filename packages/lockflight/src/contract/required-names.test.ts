import { describe, expect, test } from 'vitest';
import { contract, group, groupCell, variable, whenIs } from '../env/contract.fixture.ts';
import { conditionallyRequiredNames, requiredChoices, requiredNames } from './required-names.ts';

const names = (list: readonly { readonly names: readonly string[] }[]) => list.flatMap((each) => each.names);

describe('the names an environment cannot do without', () => {
  const antivirus = variable('UPLOAD_ANTIVIRUS', 'boolean', { in: { staging: { is: true }, production: { is: false } } });
  const clamav = variable('CLAMAV_HOST', 'host', { all: { when: [whenIs('UPLOAD_ANTIVIRUS', true)] } });
  const provider = variable('SMS_PROVIDER', 'string', { all: { need: 'optional' } });
  const key = variable('SMS_KEY', 'string', { secret: true, all: { when: [whenIs('SMS_PROVIDER', 'twilio')] } });
  const withDefault = variable('PORT', 'port', { all: { default: 3000 } });
  const made = contract([antivirus, clamav, provider, key, withDefault]);

  test('a condition that the contract decides is decided', () => {
    expect(names(requiredNames(made, 'staging'))).toEqual(['UPLOAD_ANTIVIRUS', 'CLAMAV_HOST']);
    expect(names(requiredNames(made, 'production'))).toEqual(['UPLOAD_ANTIVIRUS']);
  });

  test('a condition that only values decide is kept apart', () => {
    expect(names(conditionallyRequiredNames(made, 'staging'))).toEqual(['SMS_KEY']);
    expect(names(conditionallyRequiredNames(made, 'local'))).toEqual([]);
  });

  test('aliases are environments, strangers require nothing', () => {
    expect(names(requiredNames(made, 'sandbox'))).toEqual(['UPLOAD_ANTIVIRUS', 'CLAMAV_HOST']);
    expect(requiredNames(made, '__proto__')).toEqual([]);
  });

  test('a required group that asks for one member is a choice', () => {
    const optional = { all: { need: 'optional' as const } };
    const members = [variable('REDIS_URL', 'url', optional), variable('MOCK_REDIS', 'boolean', optional)];
    const cells = [groupCell('local', { need: 'optional' }), groupCell('staging', { need: 'required' })];
    const grouped = contract(members, { groups: [group('cache', ['REDIS_URL', 'MOCK_REDIS'], { rule: 'at-least-one', cells })] });
    expect(requiredChoices(grouped, 'staging').map((choice) => choice.names)).toEqual([['REDIS_URL', 'MOCK_REDIS']]);
    expect(requiredChoices(grouped, 'local')).toEqual([]);
  });
});
