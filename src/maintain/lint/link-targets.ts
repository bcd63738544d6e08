/** The links of a root's documents → what they lead to. */

import { resolveLink } from '../../load/catalog/links.ts';
import type { PageLink, Span } from '../../load/markdown/page.ts';
import type { Project, ProjectDocument } from './project.ts';

/** A link that stays on this site. */
export interface LocalLink {
  readonly document: ProjectDocument;
  readonly link: PageLink;
  /** Relative to the root; the document's own for a bare anchor; `undefined` when it leaves the root. */
  readonly path: string | undefined;
  /** What follows `#`, decoded; `''` for none. */
  readonly anchor: string;
}

/** Every link of a project that leads to a file or a heading, in order. Those of index blocks are the generator's. */
export function* localLinks(project: Project): Iterable<LocalLink> {
  for (const document of project.documents) {
    if (!/\]|<|href|src/i.test(document.text)) continue;
    const blocks = blockSpans(document);
    for (const link of document.page.links) {
      if (isWithin(link, blocks)) continue;
      const resolved = resolveLink(document.path, link.url);
      if (resolved.kind === 'elsewhere') continue;
      const path = resolved.kind === 'inside' ? resolved.path : resolved.kind === 'self' ? document.path : undefined;
      yield { document, link, path, anchor: anchorOf(link.url) };
    }
  }
}

function anchorOf(url: string): string {
  const written = /#(.*)$/s.exec(url)?.[1]?.replace(/:~:.*$/s, '') ?? '';
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** The parser counts without the byte-order mark. */
function blockSpans({ text, parsed }: ProjectDocument): Span[] {
  const shift = text.startsWith('\ufeff') ? 1 : 0;
  return parsed.blocks.map(({ start, end }) => ({ start: start + shift, end: end + shift }));
}

function isWithin({ position, span }: PageLink, blocks: readonly Span[]): boolean {
  const at = span?.start ?? position.start.offset ?? -1;
  return blocks.some(({ start, end }) => at >= start && at < end);
}
