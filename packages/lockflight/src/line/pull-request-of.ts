/**
 * The pull request that a commit's subject names, as GitHub and GitLab write it: `Merge pull request #12 from ...`, `Subject (#12)`.
 * People write subjects: a hint to a reader, never a proof.
 */
const MERGE = /^Merge pull request #(\d{1,9})\b/;
const SQUASH = /\(#(\d{1,9})\)\s*$/;

export const pullRequestOf = (subject: string): number | undefined => {
  const number = (MERGE.exec(subject) ?? SQUASH.exec(subject))?.[1];
  return number === undefined ? undefined : Number(number);
};
