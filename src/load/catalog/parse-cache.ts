/** Documents parsed once for as long as they read the same. */

import type { SourceDocument } from '../../domain/reference.ts';
import { type ParsedDocument, parseMarkdownDocument } from '../markdown/parse-document.ts';
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
  /** By root, then by path. */
  let known = new Map<string, Map<string, Parsed>>();
  const rootIn = (roots: Map<string, Map<string, Parsed>>, root = ''): Map<string, Parsed> => {
    const files = roots.get(root) ?? new Map<string, Parsed>();
    roots.set(root, files);
    return files;
  };
  return {
    parse(document) {
      const files = rootIn(known, document.root);
      const before = files.get(document.path);
      if (before?.text === document.text) {
        before.parsed.file.messages.length = before.own;
        return before.parsed;
      }
      const parsed = parseMarkdownDocument(document);
      files.set(document.path, { text: document.text, parsed, own: parsed.file.messages.length });
      return parsed;
    },
    keepOnly(documents) {
      const kept = new Map<string, Map<string, Parsed>>();
      for (const { root, path } of documents) {
        const parsed = rootIn(known, root).get(path);
        if (parsed) rootIn(kept, root).set(path, parsed);
      }
      known = kept;
    },
  };
}
