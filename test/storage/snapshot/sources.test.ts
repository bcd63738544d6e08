/** When a snapshot is fresh, on disks whose clocks are right, behind and ahead: no edit is missed, and what rests settles. */

import { describe, expect, it } from 'vitest';
import { decodeSections, encodeSections, type Section, type Sections } from '../../../src/storage/pack/container.ts';
import { checkSources, type Look, stampSources } from '../../../src/storage/snapshot/sources.ts';

const HOUR = 3_600_000;
const CACHE = 1;

/** A world with one file, on a disk with a clock of its own that counts in ticks. */
function worldOf({ device, aheadMs, tickMs }: { device: number; aheadMs: number; tickMs: number }) {
  let now = 1_000_000_000_000;
  let text = 'a';
  let ctimeMs = 0;
  const onDisk = () => Math.floor((now + aheadMs) / tickMs) * tickMs;
  // The size stays, and whoever edits sets the other time back.
  const look: Look = (path) => (path === '/a' ? { size: 1, mtimeMs: 5, ctimeMs, ino: 7, dev: device } : undefined);
  const edit = (to: string) => {
    text = to;
    ctimeMs = onDisk();
  };
  edit('a');
  // The cache is on a disk whose clock is as far off when it is the same one.
  const cacheTime = () => (device === CACHE ? onDisk() : now);
  return {
    edit,
    wait: (ms: number) => {
      now += ms;
    },
    /** What a snapshot holds of the file, and whether that is taken to be so. */
    build(before?: { readonly sections: Sections }) {
      const began = cacheTime();
      const held = text;
      const sections = new Map<string, Section>();
      const paths = { whole: ['/a'], existing: [] };
      stampSources(sections, paths, { device: CACHE, began, ended: cacheTime }, before?.sections, look);
      const decoded = decodeSections(encodeSections(sections));
      if (!decoded) throw new Error('not a pack');
      return {
        sections: decoded,
        isFresh: () => checkSources(decoded, look) === 'fresh',
        isRight: () => held === text,
      };
    },
  };
}

const disks = [
  { what: 'the same disk, right', device: CACHE, aheadMs: 0, tickMs: 1 },
  { what: 'the same disk, an hour behind', device: CACHE, aheadMs: -HOUR, tickMs: 1000 },
  { what: 'the same disk, an hour ahead', device: CACHE, aheadMs: HOUR, tickMs: 1000 },
  { what: 'another disk, right', device: 2, aheadMs: 0, tickMs: 1000 },
  { what: 'another disk, an hour behind', device: 2, aheadMs: -HOUR, tickMs: 1000 },
  { what: 'another disk, an hour ahead', device: 2, aheadMs: HOUR, tickMs: 1000 },
];

describe.each(disks)('on $what', (disk) => {
  it('no edit is missed, however soon after the reading, in 300 tries', () => {
    for (let pause = 0; pause < 3000; pause += 10) {
      const world = worldOf(disk);
      let last = world.build();
      for (const wait of [pause, 2500, 400]) {
        world.wait(wait);
        last = world.build(last);
        world.wait(pause % 700);
        world.edit(`${pause} ${wait}`);
        expect(last.isFresh() && !last.isRight()).toBe(false);
        last = world.build(last);
        expect(last.isFresh() && !last.isRight()).toBe(false);
      }
    }
  });

  it('what rests settles, and stays so', () => {
    const world = worldOf(disk);
    let last = world.build();
    expect(last.isFresh()).toBe(false);
    world.wait(4000);
    last = world.build(last);
    expect(last.isFresh()).toBe(true);
    world.wait(HOUR);
    expect(last.isFresh()).toBe(true);
    expect(world.build(last).isFresh()).toBe(true);
    world.edit('b');
    expect(last.isFresh()).toBe(false);
  });

  it('a look that was noted before the clock was set back does not count', () => {
    const world = worldOf(disk);
    const first = world.build();
    world.wait(-HOUR);
    const second = world.build(first);
    expect(second.isFresh()).toBe(false);
    world.wait(5000);
    expect(world.build(second).isFresh()).toBe(true);
  });
});

it('what is not there is settled, and its coming is seen', () => {
  const sections = new Map<string, Section>();
  let isThere = false;
  const look: Look = () => (isThere ? { size: 0, mtimeMs: 1, ctimeMs: 1, ino: 1, dev: 1 } : undefined);
  stampSources(
    sections,
    { whole: ['/b'], existing: ['/c'] },
    { device: 1, began: 9e5, ended: () => 9e5 },
    undefined,
    look,
  );
  const decoded = decodeSections(encodeSections(sections));
  expect(decoded && checkSources(decoded, look)).toBe('fresh');
  isThere = true;
  expect(decoded && checkSources(decoded, look)).toBe('touched');
});
