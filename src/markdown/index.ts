/** Markdown in, what it says out. The only room that knows mdast, unified, gray-matter and YAML. */

export { readEntries } from './index-entries.ts';
export {
  type ParsedDocument,
  parseMarkdownDocument,
} from './parse-document.ts';
export { sameMarkdown } from './same-markdown.ts';
export {
  countLines,
  type ScannedHeading,
  type ScannedMarker,
  scan,
} from './scan.ts';
