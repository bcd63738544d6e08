/** A whole document through remark → its links, anchors and comments, each with its place. */

import GithubSlugger from 'github-slugger';
import type { Nodes } from 'mdast';
import type { Position } from 'unist';
import { type Point, placesIn } from './places.ts';
import { parseMarkdown } from './processor.ts';

/** Offsets in the text as it came in. */
export interface Span {
  readonly start: number;
  /** After the last character. */
  readonly end: number;
}

/** A link, image, definition, or the `href` or `src` of HTML. */
export interface PageLink {
  /** As it reads: without escapes. */
  readonly url: string;
  /** Of the whole link, from 1. */
  readonly position: Position;
  /** Where the URL stands, if it is written as it reads. */
  readonly span: Span | undefined;
}

/** A comment of HTML, or a definition that nothing shows: `[//]: # (…)`. */
interface PageComment {
  /** Without its marks. */
  readonly text: string;
  /** Of its first character, from 1. */
  readonly line: number;
  readonly column: number;
  /** Of its last. */
  readonly endLine: number;
}

/** What stands in a document beside its words. */
export interface Page {
  readonly links: readonly PageLink[];
  /** What `#…` may name, in lower case: headings as GitHub does, and the ids of HTML. */
  readonly anchors: ReadonlySet<string>;
  readonly comments: readonly PageComment[];
  /** False for markdown made to keep a parser busy: comments alone were looked for then. */
  readonly isRead: boolean;
}

/** The text without its byte-order mark. */
interface Text {
  readonly all: string;
  readonly placeOf: (offset: number) => Point;
}

const ATTRIBUTE = /\s(href|src|id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const COMMENT = /<!--([\s\S]*?)(?:-->|$)/g;

/**
 * Read the links, anchors and comments of a document.
 *
 * Pure. Code holds none of them.
 *
 * @param source
 *   The whole file: front matter, byte-order mark and all. Markdown made to keep a parser busy has nothing to give.
 * @returns
 *   Links and comments in the order of the document.
 * @example
 *   readPage('# A b\n\nSee [c](./c.md).').anchors.has('a-b'); // true
 */
export function readPage(source: string): Page {
  const shift = source.startsWith('\ufeff') ? 1 : 0;
  // As the rest of the room counts lines: a carriage return alone ends none.
  const all = source.slice(shift).replace(/\r(?!\n)/g, ' ');
  const text: Text = { all, placeOf: placesIn(all) };
  const tree = parseMarkdown(all);
  if (!tree) return { links: [], anchors: new Set(), comments: commentsOf(text, 0, all.length), isRead: false };
  const slugger = new GithubSlugger();
  const links: PageLink[] = [];
  const anchors = new Set<string>();
  const comments: PageComment[] = [];
  const visit = (node: Nodes): void => {
    const { position } = node;
    const { start, end } = position ?? {};
    if (position && (node.type === 'link' || node.type === 'image' || node.type === 'definition')) {
      links.push({ url: node.url, position, span: spanOf(all, node.url, node, shift) });
      if (node.type === 'definition' && node.url === '#' && node.title) {
        const { line, column } = position.start;
        comments.push({ text: node.title, line, column, endLine: position.end.line });
      }
    } else if (node.type === 'html' && start?.offset !== undefined && end?.offset !== undefined) {
      // As written: the node's own value is without the marks of a quotation or list around it.
      for (const link of linksOfHtml(text, start.offset, end.offset, shift)) links.push(link);
      for (const name of namesOfHtml(all.slice(start.offset, end.offset))) anchors.add(name.toLowerCase());
      for (const comment of commentsOf(text, start.offset, end.offset)) comments.push(comment);
    } else if (node.type === 'heading') anchors.add(slugger.slug(textOf(node)).toLowerCase());
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return { links, anchors, comments, isRead: true };
}

/** The words of a node as GitHub reads a heading: code and the text of images count, HTML does not. */
function textOf(node: Nodes): string {
  if (node.type === 'html') return '';
  if (node.type === 'image') return node.alt ?? '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** Where the URL of a link stands: behind its text, or behind the colon of a definition. */
function spanOf(text: string, url: string, node: Nodes, shift: number): Span | undefined {
  const { start, end } = node.position ?? {};
  if (start?.offset === undefined || end?.offset === undefined || url === '') return undefined;
  const last = 'children' in node ? node.children.at(-1)?.position?.end.offset : undefined;
  // Of the link alone: an address without brackets has none, and the next may be far away.
  const begin = last ?? start.offset;
  const opened = text.slice(begin, end.offset).indexOf(node.type === 'definition' ? ']:' : '](');
  if (opened === -1) return undefined;
  const at = text.slice(begin + opened + 2, end.offset).search(/[^\s<]/);
  const from = begin + opened + 2 + at;
  if (at === -1 || !text.startsWith(url, from) || from + url.length > end.offset) return undefined;
  return { start: from + shift, end: from + url.length + shift };
}

function linksOfHtml(text: Text, start: number, end: number, shift: number): PageLink[] {
  return [...withoutComments(text.all.slice(start, end)).matchAll(ATTRIBUTE)].flatMap((match) => {
    const [all, name = '', ...values] = match;
    const url = values.find((value) => value !== undefined) ?? '';
    if (!/^(?:href|src)$/i.test(name) || url === '') return [];
    const from = start + match.index + all.lastIndexOf(url);
    const to = from + url.length;
    const position = { start: { ...text.placeOf(from), offset: from }, end: { ...text.placeOf(to), offset: to } };
    return [{ url, position, span: { start: from + shift, end: to + shift } }];
  });
}

function namesOfHtml(html: string): string[] {
  return [...withoutComments(html).matchAll(ATTRIBUTE)].flatMap(([, name = '', ...values]) =>
    /^(?:id|name)$/i.test(name) ? [values.find((value) => value !== undefined) ?? ''] : [],
  );
}

/** Comments blanked out, so that offsets stay. */
function withoutComments(html: string): string {
  return html.includes('<!--') ? html.replace(COMMENT, (comment) => ' '.repeat(comment.length)) : html;
}

function commentsOf(text: Text, start: number, end: number): PageComment[] {
  const html = text.all.slice(start, end);
  if (!html.includes('<!--')) return [];
  return [...html.matchAll(COMMENT)].map((match) => {
    const { line, column } = text.placeOf(start + match.index);
    return { text: match[1] ?? '', line, column, endLine: line + match[0].split('\n').length - 1 };
  });
}
