/** What stands between the markers of an index block → entries. */

import type { Link, ListItem, Nodes, PhrasingContent, Table } from 'mdast';
import type { VFile } from 'vfile';
import type { IndexEntry } from '../../domain/reference.ts';
import { reportMessage } from '../../domain/report-message.ts';
import { type Effort, effortForDocument, parseMarkdown } from './processor.ts';

/** What separates an entry's link from the rest: the generator's dash, and those people type. */
const SEPARATOR = /^\s*(?:—|–|-|:)\s+/;
/**
 * A line as the generator, or a formatter after it, writes it. Entities, HTML and further links are not in it; an
 * escape is one backslash before punctuation.
 */
const GENERATED =
  /^- \[((?:[^\][\\<&]|&(?![#\w]+;)|\\[!-/:-@[-`{-~])*)\]\(([^()\s\\<>&%]+)\)(?: — ((?:[^\\<&[\]]|&(?![#\w]+;)|<(?![a-z/!?])|\[[^\][\\<&]*\](?![([])|\\[!-/:-@[-`{-~])*))?$/i;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;
/** A longer entry is prose: it is not taken apart. */
const LONGEST_REST = 2000;

/** A column of triggers, by its heading. */
const TRIGGERS = /^(?:triggers?|when(?: to .*)?)$/i;

/** A line before it is taken apart, or the row of a table, which is so already. */
type EntryLine = Pick<IndexEntry, 'link' | 'text' | 'rest' | 'line'> &
  Partial<Pick<IndexEntry, 'description' | 'triggers'>>;

/**
 * Read the entries of a block: line by line as generated, through remark when anybody else wrote there.
 *
 * @param file
 *   The document; list items without a link are reported on it.
 * @param content
 *   What stands between the markers.
 * @param firstLine
 *   Line in the file of the content's first character, from 1.
 * @param effort
 *   What may be spent on parsing it (default: that of a document).
 */
export function readEntries(
  file: VFile,
  content: string,
  firstLine: number,
  effort: Effort = effortForDocument(),
): IndexEntry[] {
  const lines: EntryLine[] = [];
  for (const [index, line] of content.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [, text, link, rest = ''] = GENERATED.exec(line.trimEnd()) ?? [];
    if (text === undefined || link === undefined) return entriesOf(parseEntries(file, content, firstLine, effort));
    const written = withoutEscapes(rest).replace(/\s+/g, ' ');
    lines.push({ link, text: withoutEscapes(text), rest: written, line: firstLine + index });
  }
  return entriesOf(lines);
}

/**
 * The generator writes two styles, a whole block in one of them. In the path style the link's text is the end of
 * the path and the rest is `description (trigger; trigger)`; in the title style the rest is `trigger; trigger`.
 */
function entriesOf(lines: readonly EntryLine[]): IndexEntry[] {
  const byPath = lines.every(isPathStyle) && lines.some(({ rest }) => rest.endsWith(')'));
  return lines.map((line) => {
    const { description: said, triggers: when } = line;
    if (said !== undefined && when !== undefined) return { ...line, description: said, triggers: when };
    if (!byPath) return { ...line, description: '', triggers: splitTriggers(line.rest) };
    const open = line.rest.length > LONGEST_REST ? undefined : lastBracket(line.rest);
    if (open === undefined) return { ...line, description: line.rest, triggers: [] };
    const triggers = splitTriggers(line.rest.slice(open + 1, -1));
    return { ...line, description: line.rest.slice(0, open).trimEnd(), triggers };
  });
}

/** Where the bracket opens that closes at the end of `description (trigger; trigger)`; it may hold one more pair. */
function lastBracket(rest: string): number | undefined {
  if (!rest.endsWith(')')) return undefined;
  let depth = 1;
  for (let at = rest.length - 2; at >= 0; at--) {
    if (rest[at] === ')') depth++;
    else if (rest[at] === '(') depth--;
    if (depth === 0) return at;
    if (depth > 2) return undefined;
  }
  return undefined;
}

function isPathStyle({ link, text }: EntryLine): boolean {
  const path = link.replace(/^(?:\.?\/)+/, '').replace(/\.mdx?$/i, '');
  return `/${path}`.endsWith(`/${text}`) || `/${path}`.endsWith(`/${text}/INDEX`);
}

function splitTriggers(joined: string): string[] {
  return joined
    .split(';')
    .map((trigger) => trigger.trim())
    .filter((trigger) => trigger !== '');
}

function withoutEscapes(markdown: string): string {
  return markdown.replace(ESCAPE, '$1');
}

function parseEntries(file: VFile, content: string, firstLine: number, effort: Effort): EntryLine[] {
  const lines: EntryLine[] = [];
  const walk = (node: Nodes): void => {
    const line = firstLine + (node.position?.start.line ?? 1) - 1;
    if (node.type === 'listItem') for (const own of readItem(file, node, line)) lines.push(own);
    if (node.type === 'table') for (const own of readRows(node, firstLine)) lines.push(own);
    if ('children' in node) for (const child of node.children) walk(child);
  };
  const tree = parseMarkdown(content, effort);
  if (tree) walk(tree);
  else {
    const reason =
      'Unexpected block nested or marked past reading, expected a list of links: its entries were left out';
    reportMessage(file, 'index-entry-unreadable', reason, { line: firstLine, column: 1 });
  }
  return lines;
}

/**
 * The first link of each row is an entry's. Beside it, a column headed as triggers holds those; without one, the first
 * cell that says anything is the description and the second the triggers.
 */
function readRows({ children: [head, ...rows] }: Table, firstLine: number): EntryLine[] {
  const headings = (head?.children ?? []).map((cell) => flatten(cell.children));
  const column = headings.findIndex((heading) => TRIGGERS.test(heading));
  return rows.flatMap((row) => {
    const at = row.children.findIndex((cell) => findLink(cell.children));
    const link = findLink(row.children[at]?.children ?? []);
    if (!link) return [];
    const cells = row.children.map((cell) => flatten(cell.children));
    const isKnown = column !== -1 && column !== at;
    const others = cells.filter((cell, index) => cell !== '' && index !== at && !(isKnown && index === column));
    const [description] = others;
    const when = (isKnown ? cells[column] : others[1]) || undefined;
    const rest = description && when ? `${description} (${when})` : (description ?? when ?? '');
    const line = firstLine + (row.position?.start.line ?? 1) - 1;
    return [
      {
        link: link.url,
        text: flatten(link.children),
        rest,
        line,
        description: description ?? '',
        triggers: splitTriggers(when ?? ''),
      },
    ];
  });
}

function readItem(file: VFile, item: ListItem, line: number): EntryLine[] {
  const [paragraph] = item.children;
  if (paragraph?.type !== 'paragraph') return [];
  const at = paragraph.children.findIndex((child) => findLink([child]));
  const link = findLink(paragraph.children);
  if (!link) {
    const reason = 'Unexpected entry without a link, expected `- [text](./path.md) — description (triggers)`';
    reportMessage(file, 'index-entry-unreadable', reason, { line, column: item.position?.start.column ?? 1 });
    return [];
  }
  const rest = flatten(paragraph.children.slice(at + 1)).replace(SEPARATOR, '');
  return [{ link: link.url, text: flatten(link.children), rest, line }];
}

/** The first link, bold or not. */
function findLink(children: readonly PhrasingContent[]): Link | undefined {
  for (const child of children) {
    if (child.type === 'link') return child;
    const inner = child.type === 'strong' || child.type === 'emphasis' ? findLink(child.children) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

function flatten(children: readonly Nodes[]): string {
  return children
    .map((child) => ('value' in child ? child.value : 'children' in child ? flatten(child.children) : ' '))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
