/** Markdown in, what it says out. The only room that knows mdast, unified, gray-matter and YAML. */

export {
  type ParsedDocument,
  parseMarkdownDocument,
} from './parse-document.ts';
export {
  countLines,
  type ScannedHeading,
  type ScannedMarker,
  scan,
} from './scan.ts';
