/** Markdown in, what it says out. The only room that knows mdast, unified, gray-matter and YAML. */

export { isAgentsFile } from './agents-file.ts';
export { type FieldPlace, type FieldPlaces, locateFields } from './field-places.ts';
export { readEntries } from './index-entries.ts';
export { outlineOf } from './outline.ts';
export { type Page, type PageComment, type PageLink, readPage, type Span } from './page.ts';
export {
  type ParsedDocument,
  parseMarkdownDocument,
} from './parse-document.ts';
export { sameMarkdown } from './same-markdown.ts';
export {
  type ScannedHeading,
  type ScannedMarker,
  scan,
} from './scan.ts';
