/** string, enum, path, list, json: the types whose shape asks little; what a cell's constraints ask comes after. */
import { accepted, type Reader, refused, type Value } from './reading.ts';

/** Any text. An enum's words are the cell's `values`, judged with the other constraints. */
export const readString: Reader = (text) => accepted(text);

const MAX_PATH = 4096;

export const readPath: Reader = (text) => {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x20)
      return refused('a path with a control character in it', 'un chemin qui contient un caractère de contrôle');
  }
  if (text.trim() !== text || text === '')
    return refused('a path that begins or ends with a blank', 'un chemin qui commence ou finit par une espace');
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) return refused('a URL where a path is expected', 'une URL là où un chemin est attendu');
  return text.length > MAX_PATH ? refused('longer than any path may be', "plus long qu'un chemin ne peut l'être") : accepted(text);
};

export const readList: Reader = (text) => {
  const items = text.split(',').map((item) => item.trim());
  return items.includes('')
    ? refused('a comma-separated list with an empty item', 'une liste séparée par des virgules, avec un élément vide')
    : accepted(items);
};

export const readJson: Reader = (text) => {
  try {
    return accepted(JSON.parse(text) as Value);
  } catch {
    // The parser's own message quotes the text: it is dropped, the text may be a secret.
    return refused('not JSON', "n'est pas du JSON");
  }
};
