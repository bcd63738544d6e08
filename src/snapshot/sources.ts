/** What a snapshot was made from: every file and folder that was looked at, and how it was then. */

import { statSync } from 'node:fs';
import type { Section, Sections } from '../packed/index.ts';
import { jsonSection } from '../packed/index.ts';

/** What was looked at, as absolute paths. */
export interface SourcePaths {
  /** Files and folders that count by size, times and identity. */
  readonly whole: readonly string[];
  /** Those that count by being there. */
  readonly existing: readonly string[];
}

/** How sources stand to a snapshot: `fresh`, or something about them is not as it was, or too young to tell. */
export type Freshness = 'fresh' | 'touched';

/** Numbers of a stamp. */
const STAMP = 4;
/**
 * Within so many milliseconds two changes may leave the same times: what changed shortly before it was read may have
 * changed once more right after. As in git, whose index has the same trouble.
 */
const RACY_MS = 2000;

/**
 * Put the state of sources into sections.
 *
 * @param paths
 *   What was looked at.
 * @param since
 *   When the looking began, in milliseconds since 1970.
 */
export function stampSources(sections: Map<string, Section>, { whole, existing }: SourcePaths, since: number): void {
  const paths = [...new Set(whole)];
  const stamps = new Float64Array(paths.length * STAMP);
  for (const [at, path] of paths.entries()) stamps.set(stampOf(path), at * STAMP);
  const there = [...new Set(existing)];
  sections
    .set('sources', jsonSection(paths))
    .set('sources.stamps', stamps)
    .set('sources.existing', jsonSection(there.map((path) => [path, isThere(path)])))
    .set('sources.since', Float64Array.of(since));
}

/** Compare sources with what a snapshot says of them. */
export function checkSources(sections: Sections): Freshness {
  const stamps = sections.float64('sources.stamps');
  const since = sections.float64('sources.since')[0] ?? 0;
  const paths = sections.json('sources') as readonly string[];
  // By index: of thousands of paths a process that has just started would spend longer on iterators than on the disk.
  for (let at = 0; at < paths.length; at++) {
    const now = stampOf(paths[at] ?? '');
    for (let part = 0; part < STAMP; part++) if (stamps[at * STAMP + part] !== now[part]) return 'touched';
    // The time of the content may be anything somebody sets; the other one says when that was done.
    if ((now[2] ?? 0) > since - RACY_MS) return 'touched';
  }
  const existing = sections.json('sources.existing') as readonly (readonly [path: string, isThere: boolean])[];
  return existing.every(([path, before]) => isThere(path) === before) ? 'fresh' : 'touched';
}

/** Size, time of the last change to the content, of the last change at all, and which file it is; of none zeros. */
function stampOf(path: string): readonly number[] {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats ? [stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino] : ABSENT;
  } catch {
    // Behind a folder that may not be entered, or a circle of links.
    return ABSENT;
  }
}

const ABSENT = [0, 0, 0, 0];

function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
