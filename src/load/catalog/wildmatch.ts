/** The patterns of ignore files, as git matches them: byte by byte, and in as many steps as there are to spend. */

/** How many comparisons may still be made: patterns and paths come from strangers. */
export interface Work {
  left: number;
}

const NONE = -1;
/** As git tells characters apart: of ASCII alone. */
const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z\d]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the class is of.
  cntrl: /[\0-\x1f\x7f]/,
  digit: /\d/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\n\r]/,
  upper: /[A-Z]/,
  xdigit: /[A-Fa-f\d]/,
};

/**
 * Whether a pattern matches a path, all of it.
 *
 * Pure but for `work`. `*`, `?` and `[a-c]` stand for no slash; `**` between slashes stands for any folders; any other run of
 * asterisks is one. On a mismatch the last asterisk takes one more, and when that has come to a slash, the last `**` does: no
 * earlier one could do better, so that steps grow with the product of the lengths and do not multiply with each asterisk.
 *
 * @param pattern
 *   Each character a byte, and no run of asterisks longer than it has to be: `withShortRuns`.
 * @param path
 *   With `/`, each character a byte.
 * @param work
 *   Counted down with each comparison; at 0 nothing matches any more.
 * @example
 *   matchPattern('docs/**\/*.md', 'docs/a/b.md', { left: 1000 }); // true
 */
export function matchPattern(pattern: string, path: string, work: Work): boolean {
  let [at, from] = [0, 0];
  // Where to go on after an asterisk, and what it stands for so far.
  let [star, starTo] = [NONE, 0];
  let [deep, deepTo, isDeepFolders] = [NONE, 0, false];
  for (;;) {
    if (work.left-- <= 0) return false;
    if (at === pattern.length && from === path.length) return true;
    if (pattern[at] === '*') {
      const after = endOfRun(pattern, at);
      if (!isFolders(pattern, at, after)) [star, starTo, at] = [after, from, after];
      else {
        isDeepFolders = pattern[after] === '/';
        at = isDeepFolders ? after + 1 : after;
        [star, deep, deepTo] = [NONE, at, from];
      }
      continue;
    }
    const next = at < pattern.length && from < path.length ? matchOne(pattern, at, path[from] ?? '', work) : NONE;
    if (next !== NONE) {
      at = next;
      from++;
    } else if (star !== NONE && starTo < path.length && path[starTo] !== '/') {
      starTo++;
      [at, from] = [star, starTo];
    } else if (deep !== NONE && deepTo < path.length) {
      const slash = isDeepFolders ? path.indexOf('/', deepTo) : deepTo;
      if (slash === NONE) return false;
      deepTo = slash + 1;
      [at, from, star] = [deep, deepTo, NONE];
    } else return false;
  }
}

/** Two asterisks say what any more do, wherever they stand: a run is one step. */
export function withShortRuns(pattern: string): string {
  return pattern.replace(/\*{3,}/g, '**');
}

function endOfRun(pattern: string, from: number): number {
  let at = from;
  while (pattern[at] === '*') at++;
  return at;
}

/** Whether a run of asterisks stands for folders: two or more, with nothing but slashes around. */
function isFolders(pattern: string, from: number, to: number): boolean {
  if (to - from < 2 || (from > 0 && pattern[from - 1] !== '/')) return false;
  return to === pattern.length || pattern[to] === '/' || pattern.startsWith('\\/', to);
}

/** Where the pattern goes on after one character that it matches; `NONE` where it does not. */
function matchOne(pattern: string, at: number, character: string, work: Work): number {
  switch (pattern[at]) {
    case '?':
      return character === '/' ? NONE : at + 1;
    case '[':
      return character === '/' ? NONE : matchSet(pattern, at + 1, character, work);
    case '\\':
      return pattern[at + 1] === character ? at + 2 : NONE;
    default:
      return pattern[at] === character ? at + 1 : NONE;
  }
}

/** As `matchOne`, of `[…]`: a bracket right at its beginning belongs to it, and one that is not closed matches nothing. */
function matchSet(pattern: string, from: number, character: string, work: Work): number {
  const isNot = pattern[from] === '!' || pattern[from] === '^';
  let at = isNot ? from + 1 : from;
  let isIn = false;
  // What a range may begin with.
  let before = '';
  for (let isFirst = true; isFirst || pattern[at] !== ']'; isFirst = false) {
    work.left--;
    if (at >= pattern.length || work.left <= 0) return NONE;
    const isNamed = pattern.startsWith('[:', at);
    const end = isNamed ? pattern.indexOf(']', at + 2) : NONE;
    if (isNamed) work.left -= (end === NONE ? pattern.length : end) - at;
    if (pattern[at] === '-' && before !== '' && at + 1 < pattern.length && pattern[at + 1] !== ']') {
      at += pattern[at + 1] === '\\' ? 2 : 1;
      const last = pattern[at] ?? '';
      if (character >= before && character <= last) isIn = true;
      before = '';
    } else if (end > at + 2 && pattern[end - 1] === ':') {
      const named = pattern.slice(at + 2, end - 1);
      const known = Object.hasOwn(CLASSES, named) ? CLASSES[named] : undefined;
      if (!known) return NONE;
      if (known.test(character)) isIn = true;
      before = '';
      at = end;
    } else {
      if (pattern[at] === '\\') at++;
      before = pattern[at] ?? '';
      if (character === before) isIn = true;
    }
    at++;
  }
  return isIn === isNot ? NONE : at + 1;
}
