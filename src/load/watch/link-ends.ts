/** Where links below roots lead: skills outside of a root that are read with it are watched with it. */

import { createLinkTest } from '../catalog/linked-skills.ts';
import { listFolder } from '../disk/list-folder.ts';
import { isInside } from '../disk/repository.ts';
import { standsAt } from './around.ts';

/** Links below roots, and where they led when they were last looked at. */
export interface LinkEnds {
  /** The skill folders outside of their roots that are followed, with every link resolved. */
  readonly folders: ReadonlySet<string>;
  /**
   * Look at all. Never throws.
   *
   * @param links
   *   Their paths, with every link above them resolved. Of those in a skill that is followed itself none leads further.
   * @param roots
   *   With every link resolved.
   * @returns
   *   Links that do not lead where they led at the look before.
   */
  look(links: readonly string[], roots: readonly string[]): readonly string[];
  /** Whether a look is due: some of the links, others each time where there are very many, lead elsewhere now. Never throws. */
  haveMoved(links: readonly string[]): boolean;
}

interface End {
  /** The skill folder that is followed; `undefined` where none is. */
  readonly folder: string | undefined;
  /** What tells an end from another: of a skill that is followed the folder itself, too, and who may read it. */
  readonly stamp: string;
}

/** Each takes some twenty microseconds. */
const MOST_AT_ONCE = 500;

/** Make a memory of no links. */
export function createLinkEnds(): LinkEnds {
  let ends = new Map<string, End>();
  let folders = new Set<string>();
  let real: readonly string[] = [];
  let next = 0;
  /** Of a link that is new somebody has been told; what it leads to is due when it is followed. */
  const isMoved = (link: string, now: End): boolean => {
    const before = ends.get(link);
    return before ? before.stamp !== now.stamp : now.folder !== undefined;
  };
  return {
    get folders() {
      return folders;
    },
    look(links, roots) {
      real = roots;
      const endOf = createEndOf(roots, (_end) => false);
      const found = links.map((link) => [link, endOf(link)] as const);
      const moved = found.filter(([link, end]) => isMoved(link, end)).map(([link]) => link);
      ends = new Map(found);
      folders = new Set(found.flatMap(([, { folder }]) => folder ?? []));
      return moved;
    },
    haveMoved(links) {
      if (next >= links.length) next = 0;
      const some = links.slice(next, next + MOST_AT_ONCE);
      next += MOST_AT_ONCE;
      // That a skill is none any more its watcher tells.
      const endOf = createEndOf(real, (end) => folders.has(end));
      return some.some((link) => isMoved(link, endOf(link)));
    },
  };
}

function createEndOf(roots: readonly string[], isSkill: (end: string) => boolean): (link: string) => End {
  const tests = roots.map((root) => ({ root, isLinkedSkill: createLinkTest(root, listFolder) }));
  return (link) => {
    const { real, stamp } = standsAt(link);
    if (real === undefined) return { folder: undefined, stamp };
    const leadsOut = tests.filter(({ root }) => isInside(root, link) && !isInside(root, real));
    const isFollowed = leadsOut.some(({ isLinkedSkill }) => isSkill(real) || isLinkedSkill(real));
    return isFollowed ? { folder: real, stamp } : { folder: undefined, stamp: real };
  };
}
