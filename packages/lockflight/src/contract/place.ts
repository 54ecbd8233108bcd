/** Where something stands in a file. Lines and columns count from 1; `file` is as the user gave it. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `file:line:column`, the form that editors and terminals turn into a link. */
export const formatPlace = (place: Place): string => `${place.file}:${place.line}:${place.column}`;
