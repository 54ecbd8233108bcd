/** Until when a major version of PostgreSQL gets fixes: postgresql.org, "Versioning Policy". Those before the list get none; those after it do. Pure. */
const FINAL_RELEASES: Readonly<Record<number, string>> = {
  13: '2025-11-13',
  14: '2026-11-12',
  15: '2027-11-11',
  16: '2028-11-09',
  17: '2029-11-08',
  18: '2030-11-14',
};
const OLDEST = 13;

/** Undefined: nobody knows yet. */
export const supportedUntil = (major: number): Date | undefined => {
  const date = FINAL_RELEASES[Math.max(major, OLDEST)];
  return date === undefined ? undefined : new Date(`${date}T23:59:59Z`);
};
