/** A line of a tree → segments: what is text, what is code, what is a link. Arrows count in text only. */

import type { Nodes } from 'mdast';

/** A stretch of a line. */
export interface Segment {
  readonly kind: 'text' | 'code' | 'link';
  readonly text: string;
  /** Of a link: where it goes. */
  readonly url?: string;
  /** Whether it is bold: bold lines are questions that what follows answers. */
  readonly strong?: boolean;
}

/** Arrows as people type them, long drawn ones included; not the `>` of a comparison. */
const ARROW = /\s*(?:[─—–-]{1,}\s*[>►▶❯]|={1,}>|[→⇒➜➔⟶⟹➡►▶])[>►▶]*\s*/gu;
const INLINE = /\[((?:[^\][]|\[[^\]]*\])*)\]\(<?([^()\s>]+)>?(?:\s+"[^"]*")?\)|(`+)(.+?)\3/g;

/** The segments of phrasing content parsed by remark. */
export function segmentsOfNodes(nodes: readonly Nodes[], strong = false): Segment[] {
  return nodes.flatMap((node): Segment[] => {
    switch (node.type) {
      case 'text':
        return [{ kind: 'text', text: node.value, strong }];
      case 'inlineCode':
        return [{ kind: 'code', text: node.value, strong }];
      case 'link':
        return [
          {
            kind: 'link',
            text: textOf(segmentsOfNodes(node.children)),
            url: node.url,
            strong,
          },
        ];
      case 'break':
        return [{ kind: 'text', text: '\n', strong }];
      default:
        return 'children' in node ? segmentsOfNodes(node.children, strong || node.type === 'strong') : [];
    }
  });
}

/** The segments of a line inside a fence, where only links and back-ticks are markup. */
export function segmentsOfText(line: string): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const match of line.matchAll(INLINE)) {
    if (match.index > at) segments.push({ kind: 'text', text: line.slice(at, match.index) });
    if (match[2] !== undefined) segments.push({ kind: 'link', text: match[1] ?? '', url: match[2] });
    else segments.push({ kind: 'code', text: match[4] ?? '' });
    at = match.index + match[0].length;
  }
  if (at < line.length) segments.push({ kind: 'text', text: line.slice(at) });
  return segments;
}

/** The segments of each line, where text breaks. */
export function splitLines(segments: readonly Segment[]): Segment[][] {
  return splitText(segments, /\r?\n/g);
}

/**
 * What stands before the first arrow, between arrows, and after the last; one part without an arrow. An arrow
 * inside brackets belongs to the words: "Same engine (Postgres → Postgres)? → dump and restore".
 */
export function splitArrows(segments: readonly Segment[]): Segment[][] {
  let depth = 0;
  return splitText(segments, ARROW, (before) => {
    for (const char of before) depth = Math.max(0, depth + (char === '(' ? 1 : char === ')' ? -1 : 0));
    return depth === 0;
  });
}

/** Cut text segments at a separator; other segments stay whole. `cuts` is asked with the text since its last call. */
function splitText(
  segments: readonly Segment[],
  separator: RegExp,
  cuts: (before: string) => boolean = () => true,
): Segment[][] {
  let part: Segment[] = [];
  const parts = [part];
  const push = (segment: Segment, text: string) => {
    if (text !== '') part.push({ ...segment, text });
  };
  for (const segment of segments) {
    if (segment.kind !== 'text') {
      part.push(segment);
      continue;
    }
    let from = 0;
    let asked = 0;
    for (const match of segment.text.matchAll(separator)) {
      const cut = cuts(segment.text.slice(asked, match.index));
      asked = match.index;
      if (!cut) continue;
      push(segment, segment.text.slice(from, match.index));
      from = match.index + match[0].length;
      part = [];
      parts.push(part);
    }
    cuts(segment.text.slice(asked));
    push(segment, segment.text.slice(from));
  }
  return parts;
}

/** The words of segments, white space folded. */
export function textOf(segments: readonly Segment[]): string {
  return segments
    .map((segment) => segment.text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
