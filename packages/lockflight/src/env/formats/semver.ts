/** semver: Semantic Versioning 2.0.0, without a leading `v`. */
import { accepted, type Reader, refused } from './reading.ts';

const NUMBER = /^(0|[1-9][0-9]*)$/;
const WORD = /^[0-9A-Za-z-]+$/;

const isVersion = (text: string): boolean => {
  const [rest = '', build, ...more] = text.split('+');
  if (more.length > 0 || (build !== undefined && !build.split('.').every((part) => WORD.test(part)))) return false;
  const dash = rest.indexOf('-');
  const core = (dash === -1 ? rest : rest.slice(0, dash)).split('.');
  if (core.length !== 3 || !core.every((part) => NUMBER.test(part))) return false;
  if (dash === -1) return true;
  const parts = rest.slice(dash + 1).split('.');
  return parts.every((part) => WORD.test(part) && (!/^[0-9]+$/.test(part) || NUMBER.test(part)));
};

export const readSemver: Reader = (text) =>
  isVersion(text)
    ? accepted(text)
    : refused('not a version such as 1.4.0 or 2.0.0-rc.1', "n'est pas une version comme 1.4.0 ou 2.0.0-rc.1");
