/** Documents parsed once for as long as they read the same. */

import type { SourceDocument } from '../contracts/reference.ts';
import { type ParsedDocument, parseMarkdownDocument } from '../markdown/index.ts';
import type { ParseDocument } from './build-catalog.ts';

/** Parses, and remembers. */
export interface ParseCache {
  readonly parse: ParseDocument;
  /** Forget what is none of these. */
  keepOnly(documents: readonly SourceDocument[]): void;
}

interface Parsed {
  readonly text: string;
  readonly parsed: ParsedDocument;
  /** Messages of parsing itself: building a catalog adds its own, each time anew. */
  readonly own: number;
}

/** Make a cache, empty. */
export function createParseCache(): ParseCache {
  const known = new Map<string, Parsed>();
  const keyOf = ({ root = '', path }: SourceDocument) => `${root}\0${path}`;
  return {
    parse(document) {
      const before = known.get(keyOf(document));
      if (before?.text === document.text) {
        before.parsed.file.messages.length = before.own;
        return before.parsed;
      }
      const parsed = parseMarkdownDocument(document);
      known.set(keyOf(document), { text: document.text, parsed, own: parsed.file.messages.length });
      return parsed;
    },
    keepOnly(documents) {
      const kept = new Set(documents.map(keyOf));
      for (const key of known.keys()) if (!kept.has(key)) known.delete(key);
    },
  };
}
