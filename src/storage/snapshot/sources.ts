/** What a snapshot was made from: every file and folder that was looked at, and how it was then. */

import { statSync } from 'node:fs';
import type { Section, Sections } from '../pack/container.ts';
import { jsonSection } from '../pack/container.ts';

/** What was looked at, as absolute paths. */
export interface SourcePaths {
  /** Files and folders that count by size, times and identity. */
  readonly whole: readonly string[];
  /** Those that count by being there. */
  readonly existing: readonly string[];
}

/** How sources stand to a snapshot: `fresh`, or something about them is not as it was, or too young to tell. */
export type Freshness = 'fresh' | 'touched';

/** What a disk says of a file, as `stat` names it. */
interface Looked {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
  readonly dev: number;
}

/** Asks a disk about a file; `undefined` where there is none. */
export type Look = (path: string) => Looked | undefined;

/** When documents were read, by the clock of the disk that the snapshot lies on. */
export interface ReadingTimes {
  /** That disk. */
  readonly device: number;
  /** Before the first of them was looked at, in milliseconds since 1970. */
  readonly began: number;
  /** Asked for when all have been looked at again. */
  readonly ended: () => number;
}

/** Numbers of a stamp. */
const STAMP = 4;
/**
 * Within so many milliseconds two changes may leave the same times: what changed shortly before it was read may have
 * changed once more right after. As in git, whose index has the same trouble.
 */
const RACY_MS = 2000;
/** Of a source that is settled. */
const SETTLED = 0;

/**
 * Put the state of sources into sections.
 *
 * A source is settled when no later change can leave the stamp it has now, which was so when it had not changed for two seconds
 * before it was read. Whose seconds? Those of its own disk, where the snapshot lies on the same one. The clock of another disk may
 * be off by hours, and nothing tells by how much, as roots are never written to: of such a source it is asked whether it had this
 * very stamp already when it was looked at two seconds before, for a second is as long on every disk.
 *
 * @param sections
 *   What they are added to.
 * @param paths
 *   What was looked at.
 * @param times
 *   When.
 * @param before
 *   The snapshot that was there, if there was one of these roots.
 * @param look
 *   Asks the disk (default: as it is).
 */
export function stampSources(
  sections: Map<string, Section>,
  { whole, existing }: SourcePaths,
  { device, began, ended }: ReadingTimes,
  before?: Sections,
  look: Look = lookAt,
): void {
  const paths = [...new Set(whole)];
  const stamps = new Float64Array(paths.length * STAMP);
  const devices: (number | undefined)[] = [];
  for (const [at, path] of paths.entries()) {
    const stats = look(path);
    stamps.set(stampOf(stats), at * STAMP);
    devices.push(stats?.dev);
  }
  const now = ended();
  const seenBefore = earlierLooks(before, device, began);
  const seen = paths.map((path, at) => {
    const stamp = stamps.subarray(at * STAMP, (at + 1) * STAMP);
    const disk = devices[at];
    // What comes where nothing was is seen.
    if (disk === undefined) return SETTLED;
    if (disk === device && (stamp[2] ?? 0) < began - RACY_MS) return SETTLED;
    const first = seenBefore(path, stamp);
    return first === undefined ? now : first < began - RACY_MS ? SETTLED : first;
  });
  const there = [...new Set(existing)];
  sections
    .set('sources', jsonSection(paths))
    .set('sources.stamps', stamps)
    .set('sources.existing', jsonSection(there.map((path) => [path, look(path) !== undefined])))
    .set('sources.seen', Float64Array.from(seen))
    .set('sources.device', Float64Array.of(device));
}

/** When a source was first seen with the stamp it has, by an earlier snapshot on the same disk. */
function earlierLooks(
  before: Sections | undefined,
  device: number,
  began: number,
): (path: string, stamp: Float64Array) => number | undefined {
  if (before?.float64('sources.device')[0] !== device) return () => undefined;
  const stamps = before.float64('sources.stamps');
  const seen = before.float64('sources.seen');
  const places = new Map((before.json('sources') as readonly string[]).map((path, at) => [path, at]));
  return (path, stamp) => {
    const at = places.get(path);
    if (at === undefined || stamp.some((part, index) => stamps[at * STAMP + index] !== part)) return undefined;
    const first = seen[at];
    // A time that is still to come was noted before the clock was set.
    return first === undefined || first > began ? undefined : first;
  };
}

/** Compare sources with what a snapshot says of them. */
export function checkSources(sections: Sections, look: Look = lookAt): Freshness {
  if (sections.float64('sources.seen').some((first) => first !== SETTLED)) return 'touched';
  const stamps = sections.float64('sources.stamps');
  const paths = sections.json('sources') as readonly string[];
  // By index: of thousands of paths a process that has just started would spend longer on iterators than on the disk.
  for (let at = 0; at < paths.length; at++) {
    const now = stampOf(look(paths[at] ?? ''));
    for (let part = 0; part < STAMP; part++) if (stamps[at * STAMP + part] !== now[part]) return 'touched';
  }
  const existing = sections.json('sources.existing') as readonly (readonly [path: string, isThere: boolean])[];
  return existing.every(([path, before]) => (look(path) !== undefined) === before) ? 'fresh' : 'touched';
}

/** Size, time of the last change to the content, of the last change at all, and which file it is; of none zeros. */
function stampOf(stats: ReturnType<Look>): readonly number[] {
  return stats ? [stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino] : ABSENT;
}

const ABSENT = [0, 0, 0, 0];

function lookAt(path: string): ReturnType<Look> {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // Behind a folder that may not be entered, or a circle of links.
    return undefined;
  }
}
