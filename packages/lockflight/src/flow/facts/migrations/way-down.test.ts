import { expect, test } from 'vitest';
import { declaresCompatible, doesSomething, downPartOf } from './way-down.ts';

const MARKER = '-- lockflight: compatible';

test.each([
  ['ALTER TABLE a ADD b text;', true],
  ['', false],
  ['-- later\n\n', false],
  ['BEGIN;\n-- nothing\nCOMMIT;\n', false],
  ['BEGIN;\nDROP TABLE a;\nCOMMIT;', true],
  ['BEGIN; COMMIT;', false],
  [';;\n', false],
  ['/*\n  There is no way back.\n*/\n', false],
  ['/* none */ SELECT 1; -- a placeholder', false],
  ['ROLLBACK TRANSACTION;', false],
  ['/* back */ DROP TABLE a;', true],
  ['/*!40101 DROP TABLE a */;', true],
  ["INSERT INTO a VALUES ('-- x');", true],
  ['DELETE FROM a -- all of it\n;', true],
  ['SELECT undo_everything();', true],
])('%j does something: %s', (text, does) => expect(doesSomething(text)).toBe(does));

test.each([
  [`${MARKER}\nDROP TABLE a;`, true],
  [`  ${MARKER} (nobody reads it)\r\n`, true],
  ['// lockflight: compatible\nexports.up = ...', true],
  ['# lockflight: compatible', true],
  ["INSERT INTO a VALUES ('-- lockflight: compatible');", false],
  ['-- lockflight: compatible-ish', false],
  ['lockflight: compatible', false],
])('%j declares it: %s', (text, declares) => expect(declaresCompatible(text, MARKER)).toBe(declares));

test.each([
  ['dbmate', '-- migrate:up\nCREATE\n-- migrate:down\nDROP', 'DROP'],
  ['goose', '-- +goose Up\nCREATE\n-- +goose Down\nDROP', 'DROP'],
  ['sql-migrate', '-- +migrate Up\nCREATE\n-- +migrate Down\nDROP', 'DROP'],
  ['node-pg-migrate', '-- Up Migration\nCREATE\n-- Down Migration\nDROP', 'DROP'],
  ['play', '# --- !Ups\nCREATE\n# --- !Downs\nDROP', 'DROP'],
  ['down first', '-- migrate:down\nDROP\n-- migrate:up\nCREATE', 'DROP'],
  ['no way down', '-- migrate:up\nCREATE', undefined],
  ['only a way down is marked: the tool knows no parts, and would run it', 'CREATE\n-- migrate:down\nDROP', undefined],
])('%s', (_, text, down) => expect(downPartOf(text)).toBe(down));
