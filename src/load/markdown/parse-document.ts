/** One document → what it says: front matter, headings, index blocks, decision trees, body. */

import { VFile } from 'vfile';
import type { FrontMatter } from '../../domain/front-matter.ts';
import type { DecisionTree, IndexBlock, SourceDocument } from '../../domain/reference.ts';
import { reportMessage } from '../../domain/report-message.ts';
import { isAgentsFile } from './agents-file.ts';
import { readFrontMatter } from './front-matter.ts';
import { readIndexBlocks } from './index-block.ts';
import { effortForDocument } from './processor.ts';
import { scan } from './scan.ts';
import type { ScannedHeading } from './scan-lines.ts';
import { parseTree } from './tree/parse-trees.ts';
import { findTreeSections } from './tree/sections.ts';

/** A document after reading, before it takes its place in a catalog. */
export interface ParsedDocument {
  /** Carries the document's messages. */
  readonly file: VFile;
  readonly fields: FrontMatter;
  readonly headings: readonly ScannedHeading[];
  readonly blocks: readonly IndexBlock[];
  readonly trees: readonly DecisionTree[];
  /** What follows the front matter, without index blocks and decision trees. */
  readonly body: string;
}

/** A description shorter than this tells a router next to nothing. */
const SHORTEST_DESCRIPTION = 20;
interface Span {
  readonly start: number;
  readonly end: number;
}

const START = { line: 1, column: 1 };

/**
 * Read one document.
 *
 * @param document
 *   Path and text; the text may begin with a byte-order mark and use LF or CRLF.
 * @returns
 *   What the document says, with every problem as a message on `file`. Never throws.
 * @example
 *   parseMarkdownDocument({ path: 'a.md', text: '# Title' }).headings[0]?.text; // 'Title'
 */
export function parseMarkdownDocument(document: SourceDocument): ParsedDocument {
  const { root = '', path } = document;
  const file = new VFile({ path: root === '' ? path : `${root.replace(/\/+$/, '')}/${path}` });
  // Remark takes a carriage return alone for the end of a line, editors do not: lines would be counted in two ways.
  const text = withoutByteOrderMark(file, document.text).replace(/\r(?!\n)/g, ' ');
  if (text.includes('\r\n')) {
    const mixed = /[^\r]\n/.test(text) ? ' and LF' : '';
    reportMessage(file, 'line-endings', `Unexpected line endings CRLF${mixed}, expected LF: read the same`);
  }
  const { fields, end } = readFrontMatter(file, text);
  if (end > 0) {
    checkDescription(file, fields);
  } else if (!isAgentsFile(path)) {
    const reason = 'Unexpected document without front matter, expected `description` and `triggers`';
    reportMessage(file, 'front-matter-missing', reason, START);
  }
  const effort = effortForDocument();
  const { headings, markers } = scan(text, end, effort);
  const blocks = readIndexBlocks(file, text, markers, effort);
  const trees: DecisionTree[] = [];
  const cuts: Span[] = [...blocks];
  for (const section of findTreeSections(text, headings)) {
    const tree = parseTree(file, text, section, effort);
    if (!tree) continue;
    trees.push(tree);
    // Under a level-1 heading the tree is what the document is about.
    if (section.depth > 1) cuts.push(section);
  }
  return {
    file,
    fields,
    headings,
    blocks,
    trees,
    body: bodyOf(text, end, cuts),
  };
}

function withoutByteOrderMark(file: VFile, text: string): string {
  if (!text.startsWith('\ufeff')) return text;
  reportMessage(file, 'byte-order-mark', 'Unexpected byte-order mark, expected none: skipped', START);
  return text.slice(1);
}

function checkDescription(file: VFile, fields: FrontMatter): void {
  const description = fields.description?.trim() ?? '';
  if (description === '') {
    // The dialect of titles and triggers has no descriptions.
    if (fields.title && fields.triggers?.length) return;
    const reason = 'Unexpected front matter without a `description`, expected a sentence on what the file holds';
    reportMessage(file, 'description-missing', reason, START);
  } else if (description.length < SHORTEST_DESCRIPTION) {
    const reason = `Unexpected description of ${description.length} characters, expected a sentence`;
    reportMessage(file, 'description-short', reason, START);
  }
}

/** What blocks and trees say is evidence for the references they name, not for the file they stand in. */
function bodyOf(text: string, from: number, cuts: Span[]): string {
  let body = '';
  let at = from;
  for (const { start, end } of cuts.sort((a, b) => a.start - b.start)) {
    if (start > at) body += text.slice(at, start);
    at = Math.max(at, end);
  }
  return body + text.slice(at);
}
