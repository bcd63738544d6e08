/** Where a block goes in a file that has none, and what an index that is not there yet looks like. */

import { basename, resolve } from 'node:path';
import type { ParsedDocument } from '../../load/markdown/parse-document.ts';

const BEGIN = '<!-- BEGIN GENERATED INDEX -->';
const END = '<!-- END GENERATED INDEX -->';
/** A heading under which a reader looks for a list of files. */
const SPEAKS_OF_FILES = /\b(?:index|indices|indexes|references?|contents)\b/i;

/**
 * Put an empty block into a document: at the end of the last section that speaks of an index, references or contents,
 * or under a heading of its own at the end.
 *
 * Pure. Nothing else of the document changes, but for empty lines around the block.
 *
 * @param text
 *   The whole file.
 * @param parsed
 *   The same file, read.
 */
export function insertBlock(text: string, { headings, trees }: ParsedDocument): string {
  // The parser counts without the byte-order mark.
  const shift = text.startsWith('\ufeff') ? 1 : 0;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  // In the section of a tree its entries would be branches.
  const ofTrees = new Set(trees.map(({ line }) => line));
  const at = headings.findLastIndex(({ text: said, line }) => SPEAKS_OF_FILES.test(said) && !ofTrees.has(line));
  const depth = headings[at]?.depth;
  const next = depth === undefined ? undefined : headings.slice(at + 1).find((heading) => heading.depth <= depth);
  const end = next ? next.start + shift : text.length;
  const before = text.slice(0, end).trimEnd();
  const lines = [...(depth === undefined ? ['## Reference Files Index', ''] : []), BEGIN, '', END];
  const above = before === '' || before === '\ufeff' ? '' : newline.repeat(2);
  return before + above + lines.join(newline) + newline + (next ? newline + text.slice(end) : '');
}

/** The INDEX.md of a root that has none, its block still empty. */
export function newIndex(root: string): string {
  const words =
    basename(resolve(root))
      .replace(/[\s_-]+/g, ' ')
      .trim() || 'References';
  const title = `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd');
  const description = `Index of the reference files of ${title}: which of them to open when.`;
  const heading = title.replace(/[\\`*_[\]<>#&|]/g, '\\$&');
  return [
    '---',
    // JSON's quotes are YAML's.
    `description: ${JSON.stringify(description)}`,
    'type: index',
    '---',
    '',
    `# ${heading}`,
    '',
    '## Reference Files Index',
    '',
    BEGIN,
    '',
    END,
    '',
  ].join('\n');
}
