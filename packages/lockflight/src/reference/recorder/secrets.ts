/** What the recorder's job is given, by the name that it has there. */
type Given = readonly (readonly [name: string, value: string])[];

/** The number is no secret; the key signs for the App. */
export const APP_SECRETS: Given = [
  ['LOCKFLIGHT_APP_ID', 'vars.LOCKFLIGHT_APP_ID'],
  ['LOCKFLIGHT_APP_PRIVATE_KEY', 'secrets.LOCKFLIGHT_APP_PRIVATE_KEY'],
];

export const RECORDER_SECRETS: Given = [['LOCKFLIGHT_SIGNING_KEY', 'secrets.LOCKFLIGHT_SIGNING_KEY']];
