/** Globs of front matter: which files a document is about. */

/** A glob ready to be matched. */
export interface Glob {
  /** Its alternatives: segments, each a list of pieces. */
  readonly alternatives: readonly (readonly Segment[])[];
  /** How much it says, in [0, 1): nothing for `**`, more for each letter it spells. */
  readonly specificity: number;
}

/** `**`, or the pieces of one name. */
type Segment = typeof ANY_FOLDERS | readonly Piece[];
/** A run of characters, any one, any number of them, or one of a set. */
type Piece = string | typeof ONE | typeof MANY | { readonly set: ReadonlySet<string>; readonly isNot: boolean };

const ANY_FOLDERS = Symbol('**');
const ONE = Symbol('?');
const MANY = Symbol('*');
/** A longer pattern, or one with more alternatives, is made to keep a matcher busy. */
const LONGEST = 500;
const MOST_ALTERNATIVES = 64;
/** A glob that spells as many letters says half of what one can. */
const HALF = 6;

/**
 * Read a glob: `*`, `**`, `?`, `[a-c]`, `[!a]` and `{a,b}`, with `/` between folders.
 *
 * Pure. A pattern without `/` is about a file of that name in any folder, as in `.gitignore`.
 *
 * @returns
 *   The glob; `undefined` for an empty or a very long pattern.
 */
export function parseGlob(pattern: string): Glob | undefined {
  const trimmed = pattern.trim().replace(/^\.?\//, '');
  if (trimmed === '' || trimmed.length > LONGEST) return undefined;
  const rooted = trimmed.includes('/') ? trimmed : `**/${trimmed}`;
  // A folder is about what is in it.
  const whole = rooted.endsWith('/') ? `${rooted}**` : rooted;
  const alternatives = expand(whole).map((text) => text.split('/').map(segmentOf));
  const letters = trimmed.replace(/[^\p{L}\p{N}]/gu, '').length;
  return { alternatives, specificity: letters / (letters + HALF) };
}

/**
 * Whether a glob matches a path.
 *
 * Pure; the time grows with the product of their lengths, whatever they hold.
 *
 * @param path
 *   Relative to the project, with `/` or `\`.
 */
export function matchesGlob({ alternatives }: Glob, path: string): boolean {
  const names = path
    .replaceAll('\\', '/')
    .replace(/^\.?\//, '')
    .split('/');
  return alternatives.some((segments) => matches(segments, names, (segment) => segment === ANY_FOLDERS, matchesName));
}

function matchesName(segment: Segment, name: string): boolean {
  if (segment === ANY_FOLDERS) return true;
  const pieces = segment.flatMap((piece): Piece[] => (typeof piece === 'string' ? [...piece] : [piece]));
  return matches(pieces, [...name], (piece) => piece === MANY, matchesCharacter);
}

function matchesCharacter(piece: Piece, character: string): boolean {
  if (piece === ONE || piece === MANY) return true;
  return typeof piece === 'string' ? piece === character : piece.set.has(character) !== piece.isNot;
}

/** Match a pattern in which some items stand for any number: on a mismatch the last of these takes one more. */
function matches<Item, Wanted>(
  pattern: readonly Item[],
  wanted: readonly Wanted[],
  isMany: (item: Item) => boolean,
  matchesOne: (item: Item, one: Wanted) => boolean,
): boolean {
  let [at, from] = [0, 0];
  let star: { readonly at: number; from: number } | undefined;
  while (from < wanted.length) {
    const item = pattern[at];
    const one = wanted[from];
    if (item !== undefined && isMany(item)) {
      star = { at, from };
      at++;
    } else if (item !== undefined && one !== undefined && matchesOne(item, one)) {
      at++;
      from++;
    } else if (star) {
      star.from++;
      at = star.at + 1;
      from = star.from;
    } else return false;
  }
  return pattern.slice(at).every(isMany);
}

/** `{a,b}` spelled out, as far as there are not too many. */
function expand(pattern: string): string[] {
  let texts = [pattern];
  for (;;) {
    const next = texts.flatMap((text) => {
      const braces = /\{([^{}]*,[^{}]*)\}/.exec(text);
      if (!braces) return [text];
      const [found, inner = ''] = braces;
      return inner
        .split(',')
        .map((choice) => text.slice(0, braces.index) + choice + text.slice(braces.index + found.length));
    });
    if (next.length === texts.length || next.length > MOST_ALTERNATIVES) return texts;
    texts = next;
  }
}

function segmentOf(text: string): Segment {
  if (text === '**') return ANY_FOLDERS;
  const pieces: Piece[] = [];
  for (const [found, set] of text.matchAll(/\[([^\]]+)\]|\*+|\?|[^[*?]+|\[/g)) {
    if (set !== undefined) pieces.push(setOf(set));
    else if (found.startsWith('*')) pieces.push(MANY);
    else pieces.push(found === '?' ? ONE : found);
  }
  return pieces;
}

/** Of a range only the ends and what is between them in the first 65,536 characters. */
function setOf(text: string): Piece {
  const isNot = /^[!^]/.test(text);
  const set = new Set<string>();
  for (const [found] of text.slice(isNot ? 1 : 0).matchAll(/.-.|./gsu)) {
    const [first = '', last = ''] = found.length > 2 ? found.split('-') : [found, found];
    if (first.length > 1 || last.length > 1) set.add(first);
    else for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) set.add(String.fromCharCode(code));
  }
  return { set, isNot };
}
