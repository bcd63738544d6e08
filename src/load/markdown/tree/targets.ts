/** What in a line is a place to go: links, back-ticked paths, bare paths. */

import type { Target } from '../../../domain/reference.ts';
import type { Segment } from './segments.ts';

/** A stretch of running text a path can be: paths in it hold no spaces, and a glob is not a place. */
const STRETCH = /[^\s"'`()[\]{}<>|*?:,;=→⇒►“”「」]+/g;
const LEADING = /^[.—–-]+(?![./\w])|^[—–-]+/;
const MARKDOWN_PATH = /^.*[^./]\.mdx?(?:#[^#]*)?$/i;
/** Back-ticks around a whole path, spaces and all. */
const QUOTED_PATH = /^[^*<>|?"{}]+\.mdx?(?:#[^\s]+)?$/i;
/** A folder in brackets stands for its index: `Declarative Automation (declarative-automation/)`. */
const BRACKETED_FOLDER = /\(((?:[^\s()/]+\/)+)\)/g;
/** Another site, or a scheme such as `mailto:`. */
const ELSEWHERE = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;

/** Every target named in a line, in order, each once. */
export function targetsIn(segments: readonly Segment[]): Target[] {
  const targets = new Map<string, Target>();
  for (const segment of segments) {
    for (const target of targetsOf(segment)) {
      if (!targets.has(target.path)) targets.set(target.path, target);
    }
  }
  return [...targets.values()];
}

function targetsOf(segment: Segment): Target[] {
  if (segment.kind === 'link') {
    const { url = '', text } = segment;
    return url === '' || ELSEWHERE.test(url) ? [] : [{ path: url, text: text || url }];
  }
  if (segment.kind === 'code' && QUOTED_PATH.test(segment.text)) {
    // Back-ticks may also hold a command that ends in a file: `cat notes.md` names the file alone.
    const path = segment.text.includes(' ') ? pathsIn(segment.text)[0]?.path : segment.text;
    return path ? [{ path, text: path }] : [];
  }
  const paths = pathsIn(segment.text).map(({ path }) => path);
  const folders = [...segment.text.matchAll(BRACKETED_FOLDER)].map((match) => match[1] ?? '');
  return [...paths, ...folders].map((path) => ({ path, text: path }));
}

/** The markdown paths in running text, with where they begin. */
function pathsIn(text: string): { readonly path: string; readonly at: number }[] {
  if (!/\.md/i.test(text)) return [];
  return [...text.matchAll(STRETCH)].flatMap(({ 0: stretch, index }) => {
    const lead = LEADING.exec(stretch)?.[0].length ?? 0;
    const path = stretch.slice(lead).replace(/[.!…]+$/, '');
    const next = text[index + lead + path.length];
    // "notes.md?" asks about a file, and "notes.md*" is a pattern.
    if (!MARKDOWN_PATH.test(path) || next === '?' || next === '*') return [];
    return [{ path, at: index + lead }];
  });
}

/** A line without its links to other sites: their words name nothing here. */
export function withoutOtherSites(segments: readonly Segment[]): Segment[] {
  return segments.filter(({ kind, url }) => kind !== 'link' || !ELSEWHERE.test(url ?? ''));
}

/** Whether a line names a target. */
export function hasTarget(segments: readonly Segment[]): boolean {
  return segments.some((segment) => targetsOf(segment).length > 0);
}

/** Stands in a line's words where a target stood. */
export const TARGET_MARK = '\u0001';

/** The line's words with a mark for each target. */
export function textWithMarks(segments: readonly Segment[]): string {
  return segments
    .map((segment) => {
      if (segment.kind === 'text') return withMarks(segment.text);
      return targetsOf(segment).length > 0 ? TARGET_MARK : segment.text;
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function withMarks(text: string): string {
  let marked = '';
  let from = 0;
  for (const { path, at } of pathsIn(text)) {
    marked += text.slice(from, at) + TARGET_MARK;
    from = at + path.length;
  }
  return marked + text.slice(from);
}
