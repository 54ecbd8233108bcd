/** When the signatures were made, of clamd's answer to VERSION: `ClamAV 1.4.3/27455/Sat Nov 15 08:41:57 2025`. Without its own database it names no date. Pure. */
export const signaturesFrom = (version: string): Date | undefined => {
  const [, words] = /^ClamAV [^/]+\/\d+\/(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d \d{4})$/.exec(version) ?? [];
  const made = words === undefined ? Number.NaN : Date.parse(`${words} UTC`);
  return Number.isNaN(made) ? undefined : new Date(made);
};
