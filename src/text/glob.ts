/** Globs of front matter: which files a document is about. */

/** A glob ready to be matched. */
export interface Glob {
  readonly alternatives: readonly Alternative[];
}

/** One way to spell a glob out, without braces. */
interface Alternative {
  readonly segments: readonly Segment[];
  /** How much it says, in [0, 1): nothing for `**`, more for each letter it spells. */
  readonly specificity: number;
}

/** How many comparisons may still be made: globs and paths come from strangers. */
export interface GlobWork {
  left: number;
}

/** `**`, or the pieces of one name. */
type Segment = typeof ANY_FOLDERS | readonly Piece[];
/** A character, any one, any number of them, or one of a set. */
type Piece = string | typeof ONE | typeof MANY | CharacterSet;
interface CharacterSet {
  readonly ranges: readonly (readonly [first: number, last: number])[];
  readonly isNot: boolean;
}

const ANY_FOLDERS = Symbol('**');
const ONE = Symbol('?');
const MANY = Symbol('*');
/** A longer pattern, or one with more alternatives, is made to keep a matcher busy. */
const LONGEST = 300;
const MOST_ALTERNATIVES = 32;
/** A glob that spells as many letters says half of what one can. */
const HALF = 3;

/**
 * Read a glob: `*`, `**`, `?`, `[a-c]`, `[!a]` and `{a,b}`, with `/` between folders.
 *
 * Pure. A pattern without `/` is about a file of that name in any folder, as in `.gitignore`.
 *
 * @returns
 *   The glob; `undefined` for an empty pattern, and for one of more than 300 characters.
 */
export function parseGlob(pattern: string): Glob | undefined {
  const trimmed = pattern.trim().replace(/^\.?\//, '');
  if (trimmed === '' || trimmed.length > LONGEST) return undefined;
  const rooted = trimmed.includes('/') ? trimmed : `**/${trimmed}`;
  // A folder is about what is in it.
  const whole = rooted.endsWith('/') ? `${rooted}**` : rooted;
  return {
    alternatives: expand(whole).map((text) => {
      const letters = text.replace(/[^\p{L}\p{N}]/gu, '').length;
      return { segments: text.split('/').map(segmentOf), specificity: letters / (letters + HALF) };
    }),
  };
}

/** A path as it is matched: relative to the project, its names as characters. */
export function splitPath(path: string): readonly (readonly string[])[] {
  return path
    .replaceAll('\\', '/')
    .replace(/^\.?\//, '')
    .split('/')
    .map((name) => [...name]);
}

/**
 * How much a glob says of a path.
 *
 * @param path
 *   As `splitPath` gives it.
 * @param work
 *   Counted down with each comparison; at 0 nothing matches any more.
 * @returns
 *   The most that an alternative which matches says, in [0, 1); `undefined` where none matches.
 */
export function matchGlob(
  { alternatives }: Glob,
  path: readonly (readonly string[])[],
  work: GlobWork,
): number | undefined {
  let most: number | undefined;
  for (const { segments, specificity } of alternatives) {
    if (most !== undefined && specificity <= most) continue;
    if (matches(segments, path, isAnyFolders, matchesName, work)) most = specificity;
  }
  return most;
}

function isAnyFolders(segment: Segment): boolean {
  return segment === ANY_FOLDERS;
}

function matchesName(segment: Segment, name: readonly string[], work: GlobWork): boolean {
  return segment === ANY_FOLDERS || matches(segment, name, isMany, matchesCharacter, work);
}

function isMany(piece: Piece): boolean {
  return piece === MANY;
}

function matchesCharacter(piece: Piece, character: string): boolean {
  if (piece === ONE || piece === MANY) return true;
  if (typeof piece === 'string') return piece === character;
  const code = character.codePointAt(0) ?? 0;
  return piece.ranges.some(([first, last]) => code >= first && code <= last) !== piece.isNot;
}

/** Match a pattern in which some items stand for any number: on a mismatch the last of these takes one more. */
function matches<Item, Other>(
  pattern: readonly Item[],
  wanted: readonly Other[],
  standsForMany: (item: Item) => boolean,
  matchesOne: (item: Item, one: Other, work: GlobWork) => boolean,
  work: GlobWork,
): boolean {
  let [at, from] = [0, 0];
  let star: { readonly at: number; from: number } | undefined;
  while (from < wanted.length) {
    if (work.left-- <= 0) return false;
    const item = pattern[at];
    const one = wanted[from];
    if (item !== undefined && standsForMany(item)) {
      star = { at, from };
      at++;
    } else if (item !== undefined && one !== undefined && matchesOne(item, one, work)) {
      at++;
      from++;
    } else if (star) {
      star.from++;
      at = star.at + 1;
      from = star.from;
    } else return false;
  }
  return pattern.slice(at).every(standsForMany);
}

/** `{a,b}` spelled out, as far as there are not too many. */
function expand(pattern: string): string[] {
  let texts = [pattern];
  for (;;) {
    const next = texts.flatMap((text) => {
      const braces = /\{([^{}]*,[^{}]*)\}/.exec(text);
      if (!braces) return [text];
      const [found, inner = ''] = braces;
      const [before, after] = [text.slice(0, braces.index), text.slice(braces.index + found.length)];
      return inner.split(',').map((choice) => before + choice + after);
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
    else if (found === '?') pieces.push(ONE);
    else for (const character of found) pieces.push(character);
  }
  return pieces;
}

function setOf(text: string): CharacterSet {
  const isNot = /^[!^]/.test(text);
  const ranges = [...text.slice(isNot ? 1 : 0).matchAll(/(.)-(.)|./gsu)].map(([one, first = one, last = one]) => {
    return [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0] as const;
  });
  return { ranges, isNot };
}
