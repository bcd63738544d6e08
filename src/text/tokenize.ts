/** Text → words, the way people write about software: identifiers, paths, file names, scripts without spaces. */

/**
 * A word, or several joined by the characters identifiers and file names are joined with. Names that would lose
 * their meaning without a sign (C++, C#, F#, .NET) come first.
 */
const WORD =
  /(?<![\p{L}\p{N}])c\+\+|(?<![\p{L}\p{N}])[cf]#|(?<![\p{L}\p{N}])\.net\b|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['_.][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/giu;
/** Anything that could be part of a word and is not ASCII: dashes, quotes, arrows, drawings and emoji cannot. */
const FOREIGN = /[^\0-\x7f\u2010-\u206f\u2190-\u23ff\u2500-\u2bff\u{1f000}-\u{1faff}]/u;
const NON_ASCII = /[^\0-\x7f]/;
const COMBINING_LATIN = /[\u0300-\u036f]/g;
/**
 * Boundaries inside camelCase and before a run of capitals' last letter: `dbtCloudRun`, `HTTPServer`. The plural of an
 * acronym has none: `PDFs`.
 */
const CAMEL = /(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])(?![A-Z]s(?![a-z]))/;
const JOINED = /[_.]/;
const SIGNED = /^\.net$|\+\+$|#$|^[\d.]+$/;
const SPACELESS_SCRIPTS =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー々';
/** Finds a letter of a script that is written without spaces. */
export const SPACELESS = new RegExp(`[${SPACELESS_SCRIPTS}]`, 'u');
const SPACELESS_RUN = new RegExp(`([${SPACELESS_SCRIPTS}][${SPACELESS_SCRIPTS}\\p{M}]*)`, 'u');
const LONGEST_RUN = 256;
const FOLDED_AT_ONCE = 4096;

let segmenter: Intl.Segmenter | undefined;

/**
 * Split text into words.
 *
 * An identifier or a file name gives its parts and then itself in lower case: `DbtProject` → `dbt`, `project`,
 * `dbtproject`; `defs.yaml` → `defs`, `yaml`, `defs.yaml`. Runs of scripts written without spaces are cut by
 * `Intl.Segmenter`. Latin accents are folded.
 *
 * @param text
 *   Any text. Empty text has no words.
 * @returns
 *   Words in lower case, in order, with repetitions.
 * @example
 *   tokenize('Use `dbt_assets`'); // ['use', 'dbt', 'assets', 'dbt_assets']
 */
export function tokenize(text: string): string[] {
  const words: string[] = [];
  forEachChunk(text, (chunk) => pushWords(chunk, words));
  return words;
}

/**
 * Visit the chunks text is made of, in order: words with the identifiers, file names and unspaced runs still whole.
 * The same chunk always gives the same words.
 */
export function forEachChunk(text: string, visit: (chunk: string) => void): void {
  const straight = text.replaceAll('’', "'");
  if (!FOREIGN.test(straight)) {
    scanAscii(straight, visit);
    return;
  }
  const folded = fold(straight);
  for (const [index, part] of folded.split(SPACELESS_RUN).entries()) {
    // Between the separators stands what is not written without spaces, `C++` in a Chinese sentence included.
    if (index % 2 === 1) visitSlices(part, visit);
    else if (NON_ASCII.test(part)) for (const chunk of part.match(WORD) ?? []) visit(chunk);
    else scanAscii(part, visit);
  }
}

/** Compatibility forms and Latin accents folded, in pieces: a run of combining marks is sorted in quadratic time. */
function fold(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at += FOLDED_AT_ONCE) {
    const piece = text.slice(at, at + FOLDED_AT_ONCE);
    folded += piece.normalize('NFKD').replace(COMBINING_LATIN, '').normalize('NFC');
  }
  return folded;
}

/** Long runs in pieces: the segmenter's time grows with the square of their length. */
function visitSlices(run: string, visit: (chunk: string) => void): void {
  for (let at = 0; at < run.length; at += LONGEST_RUN) visit(run.slice(at, at + LONGEST_RUN));
}

/** Append the words of a chunk. */
export function pushWords(chunk: string, words: string[]): void {
  if (NON_ASCII.test(chunk) && SPACELESS.test(chunk)) pushSegments(chunk, words);
  else pushParts(chunk, words);
}

/** What an ASCII character is in a word. */
const KIND = { none: 0, word: 1, joiner: 2 } as const;
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[a-z\d]/i.test(char)) return KIND.word;
  return /['_.]/.test(char) ? KIND.joiner : KIND.none;
});
const DOT_NET = /^\.net(?![a-z\d_])/i;

/** The same chunks `WORD` finds in ASCII text, several times faster: bodies are nearly all of what is indexed. */
function scanAscii(text: string, visit: (chunk: string) => void): void {
  const kindAt = (at: number): number => (at < text.length ? (KINDS[text.charCodeAt(at)] ?? KIND.none) : KIND.none);
  for (let at = 0; at < text.length; ) {
    if (kindAt(at) !== KIND.word) {
      if (text[at] === '.' && kindAt(at - 1) !== KIND.word && DOT_NET.test(text.slice(at, at + 5))) {
        visit('.net');
        at += 4;
      } else at++;
      continue;
    }
    const start = at;
    for (let kind = kindAt(at); kind !== KIND.none; kind = kindAt(++at)) {
      if (kind === KIND.joiner && kindAt(at + 1) !== KIND.word) break;
    }
    const sign = at - start === 1 ? signAfter(text, start) : '';
    at += sign.length;
    visit(text.slice(start, at));
  }
}

/** What makes a lone letter the name of a language. */
function signAfter(text: string, at: number): string {
  const letter = text[at]?.toLowerCase();
  if (letter === 'c' && text.startsWith('++', at + 1)) return '++';
  return (letter === 'c' || letter === 'f') && text[at + 1] === '#' ? '#' : '';
}

/** Digits with points are versions and stay whole; everything else falls into its parts. */
function pushParts(word: string, words: string[]): void {
  const plain = word.replace(/'s$/i, '');
  const lower = plain.toLowerCase();
  if (SIGNED.test(lower)) {
    words.push(lower);
    return;
  }
  const before = words.length;
  for (const piece of plain.split(JOINED)) {
    if (piece === '') continue;
    if (piece === piece.toLowerCase() || piece === piece.toUpperCase()) words.push(piece.toLowerCase());
    else for (const part of piece.split(CAMEL)) words.push(part.toLowerCase());
  }
  if (words.length - before > 1) words.push(lower);
}

function pushSegments(word: string, words: string[]): void {
  // The locale is fixed so that a decision does not depend on the machine's language.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  for (const { segment, isWordLike } of segmenter.segment(word)) {
    if (isWordLike) words.push(segment.toLowerCase());
  }
}
