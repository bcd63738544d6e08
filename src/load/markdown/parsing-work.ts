/** How much work markdown is for its parser, told from its lines: what is nested, or dense with marks, is a great deal. */

/** Containers in one line, and columns before the first of them, far past anything people write: the parser's stack is as deep. */
const DEEPEST = 100;
const MOST_COLUMNS = 250;
/** Marks in one block: each is compared with those before it. */
const MOST_MARKS = 1000;
/** In what looks like fenced code marks are text; that it is, only the parser knows. */
const MOST_MARKS_IN_CODE = 5000;
const MARKS: ReadonlySet<string> = new Set('[]*_`<!~&\\:@|');
/** The marks of links, emphasis, code and HTML: these are compared. */
const COMPARED: ReadonlySet<string> = new Set('[]*_`<!~&');
/** Where an address may begin, behind anything else. */
const WORD = /[\w.+-]+/g;

/**
 * Steps, of about a microsecond: for a character, a mark, and a line that is not blank, as measured on text that holds
 * nothing else. Real documents (60,744 public ones, up to 292,000 characters) take 750,000 at the most.
 */
const STEPS = { character: 1, mark: 15, line: 60, blank: 4 } as const;
/**
 * Steps for work that grows with a square: marks of a block are compared with each other, so are its lines; before each word that might be an
 * address all is looked through for a bracket that was left open; and where a list or quotation ends, or a heading is underlined, all
 * that was found so far is copied. Real documents take 290,000 at the most.
 */
const SQUARE = {
  marks: 0.04,
  marksInCode: 0.004,
  lines: 0.006,
  words: 0.1,
  wordsInCode: 0.004,
  copied: 0.004,
} as const;
const MOST_SQUARE = 750_000;

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const UNDERLINE = /^[ \t>]*(?:=+|-+)[ \t]*$/;
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const DELIMITERS = /^[ \t]*\|?[ \t]*:?-[-:| \t]*$/;

/** A line's containers. */
interface Containers {
  /** How many bullets, numbers and quotation marks it begins with. */
  readonly depth: number;
  /** Where the first of them stands, and where what follows the last. */
  readonly columns: number;
  readonly content: number;
  readonly isQuoted: boolean;
  /** The number the line begins with; `undefined` when it begins with a bullet, or with neither. */
  readonly number: string | undefined;
}

/** What is known of the lines above. */
interface Above {
  fence: string | undefined;
  isBlank: boolean;
  isQuoted: boolean;
  /** Where the content of the last list item begins; 0 outside of lists. */
  content: number;
  /** Whether that list, or one around it, is numbered. */
  isNumbered: boolean;
  isTable: boolean;
  cells: number;
  /** Of the block so far. */
  marks: number;
  lines: number;
  /** Behind the first bracket that opens in it. */
  words: number;
  hasBracket: boolean;
  /** Of the last line that is not blank. */
  depth: number;
  columns: number;
  /** Where its words begin. */
  inside: number;
}

/**
 * Estimate the steps of parsing markdown.
 *
 * Pure. Takes time proportional to its length.
 *
 * @returns
 *   Steps of about a microsecond; infinitely many for what is not to be parsed at all: more than 100 containers in one
 *   another, more than 1,000 marks in a block, or squares of more than 750,000 steps.
 * @example
 *   parsingWork('# a'); // 63
 *   parsingWork('>'.repeat(101)); // Infinity
 */
export function parsingWork(markdown: string): number {
  const above: Above = {
    fence: undefined,
    isBlank: true,
    isQuoted: false,
    content: 0,
    isNumbered: false,
    isTable: false,
    cells: 0,
    marks: 0,
    lines: 0,
    words: 0,
    hasBracket: false,
    depth: 0,
    columns: 0,
    inside: 0,
  };
  let steps = 0;
  let square = 0;
  const endBlock = (isCode: boolean) => {
    square += above.marks ** 2 * (isCode ? SQUARE.marksInCode : SQUARE.marks);
    square += above.words ** 2 * (isCode ? SQUARE.wordsInCode : SQUARE.words);
    square += above.lines ** 2 * SQUARE.lines;
    above.marks = 0;
    above.lines = 0;
    above.words = 0;
    above.hasBracket = false;
  };
  // A carriage return alone ends a line too.
  for (const line of markdown.split(markdown.includes('\r') ? /\r\n?|\n/ : '\n')) {
    const containers = containersOf(line);
    const { depth, columns, isQuoted } = containers;
    if (depth > DEEPEST || (depth > 0 && columns > MOST_COLUMNS)) return Number.POSITIVE_INFINITY;
    const isBlank = line.trim() === '';
    const isCode = above.fence !== undefined;
    if (isBlank || beginsBlock(line, containers, above)) endBlock(isCode);
    if (!isBlank && (endsContainer(containers, above) || (!above.isBlank && UNDERLINE.test(line)))) {
      square += steps * SQUARE.copied;
    }
    const { marks, compared } = marksOf(line);
    above.marks += compared;
    above.lines++;
    const bracket = above.hasBracket ? 0 : line.indexOf('[');
    if (bracket !== -1) {
      above.hasBracket = true;
      above.words += line.slice(bracket).match(WORD)?.length ?? 0;
    }
    steps += line.length * STEPS.character + marks * STEPS.mark + (isBlank ? STEPS.blank : STEPS.line);
    if (above.marks > (above.fence === undefined ? MOST_MARKS : MOST_MARKS_IN_CODE)) return Number.POSITIVE_INFINITY;
    above.isBlank = isBlank;
    above.isQuoted = isQuoted;
    if (isBlank) continue;
    above.depth = depth;
    above.columns = columns;
    above.inside = depth > 0 ? containers.content : columns;
  }
  endBlock(above.fence !== undefined);
  return square > MOST_SQUARE ? Number.POSITIVE_INFINITY : steps + square;
}

/** Whether a line leaves what the one above stands in, but for an item that follows another. */
function endsContainer({ depth, columns, isQuoted }: Containers, above: Above): boolean {
  if (isQuoted && (!above.isQuoted || columns > 0)) return true;
  return columns < above.inside && (depth === 0 || depth !== above.depth || columns !== above.columns);
}

/** Whether a line certainly begins a block of its own, and what it changes for those below. */
function beginsBlock(line: string, { depth, columns, content, isQuoted, number }: Containers, above: Above): boolean {
  const mark = FENCE.exec(line)?.[1];
  if (above.fence !== undefined) {
    if (!mark?.startsWith(above.fence) || line.trim() !== mark) return false;
    above.fence = undefined;
    return true;
  }
  if (mark !== undefined) {
    above.fence = mark;
    return true;
  }
  const cells = cellsOf(line);
  const wasTable = above.isTable;
  above.isTable = !above.isBlank && (wasTable || (DELIMITERS.test(line) && cells > 1 && cells === above.cells));
  above.cells = cells;
  if (HEADING.test(line)) return true;
  if (isQuoted) return !above.isQuoted;
  const isIn = columns <= 3 || (above.content > 0 && columns <= above.content + 3);
  const isItem =
    depth > 0 && isIn && (number === undefined || /^0*1$/.test(number) || above.isBlank || above.isNumbered);
  if (isItem) {
    above.isNumbered = number !== undefined || (above.isNumbered && columns > 1);
    above.content = content;
    return true;
  }
  if (above.isBlank && columns === 0) {
    above.content = 0;
    above.isNumbered = false;
  }
  return above.isTable;
}

/** Cells of a line, were it a row of a table. */
function cellsOf(line: string): number {
  let cells = 1;
  for (let at = line.indexOf('|'); at !== -1; at = line.indexOf('|', at + 1)) if (line[at - 1] !== '\\') cells++;
  const trimmed = cells > 1 ? line.trim() : '';
  return cells - (trimmed.startsWith('|') ? 1 : 0) - (trimmed.length > 1 && trimmed.endsWith('|') ? 1 : 0);
}

function marksOf(line: string): { readonly marks: number; readonly compared: number } {
  let marks = 0;
  let compared = 0;
  for (const char of line) {
    if (!MARKS.has(char)) continue;
    marks++;
    if (COMPARED.has(char)) compared++;
  }
  return { marks, compared };
}

/** Footnotes hold blocks too. */
const FOOTNOTE = /\[\^[^\s\]]{1,200}\]:/y;
const NUMBER = /(\d{1,9})[.)](?=\s)/y;

function containersOf(line: string): Containers {
  let depth = 0;
  let columns = 0;
  let at = 0;
  let isQuoted = false;
  let number: string | undefined;
  const enter = (end: number) => {
    if (depth === 0) columns = at;
    depth++;
    at = end;
  };
  for (; at < line.length; ) {
    const char = line[at] ?? '';
    if (char === ' ' || char === '\t') at++;
    else if (char === '>') {
      isQuoted = true;
      enter(at + 1);
    } else if ('-*+'.includes(char) && /\s/.test(line[at + 1] ?? '')) enter(at + 2);
    else if (char >= '0' && char <= '9') {
      NUMBER.lastIndex = at;
      const found = NUMBER.exec(line)?.[1];
      if (found === undefined) break;
      if (depth === 0) number = found;
      enter(NUMBER.lastIndex);
    } else if (char === '[') {
      FOOTNOTE.lastIndex = at;
      if (!FOOTNOTE.test(line)) break;
      enter(FOOTNOTE.lastIndex);
    } else break;
  }
  return { depth, columns: depth === 0 ? at : columns, content: at, isQuoted, number };
}
