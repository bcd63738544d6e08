/** A disk that is remembered reads as the disk itself, whatever changes, when it is told where. */

import { mkdirSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rememberDisk } from '../../../src/load/catalog/disk.ts';
import { readRoot } from '../../../src/load/catalog/read-root.ts';
import { readFile } from '../../../src/load/disk/read-file.ts';
import { makeFolder, removeFolders } from './folders.ts';

vi.mock('../../../src/load/disk/read-file.ts', async (original) => {
  const disk = await original<typeof import('../../../src/load/disk/read-file.ts')>();
  return { ...disk, readFile: vi.fn(disk.readFile) };
});
afterEach(() => {
  vi.useRealTimers();
  removeFolders();
});

const seen = (root: string, disk?: Parameters<typeof readRoot>[1]) => {
  const { documents, messages } = readRoot(root, disk);
  return { documents, messages: messages.map(String).sort() };
};

const PLACES = [
  'a.md',
  'rye/SKILL.md',
  'rye/more.md',
  'rye/deep/er.md',
  'oat/SKILL.md',
  'oat',
  'rye',
  'rye/deep',
  'link.md',
];
const place = fc.constantFrom(...PLACES);
const edit = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), at: place, text: fc.constantFrom('one', 'two', 'a longer text') }),
  fc.record({ kind: fc.constant('remove' as const), at: place }),
  fc.record({ kind: fc.constant('move' as const), at: place, to: place }),
  fc.record({ kind: fc.constant('link' as const), at: place, to: place, isOver: fc.boolean() }),
  fc.record({
    kind: fc.constant('ignore' as const),
    at: fc.constantFrom('', 'rye'),
    text: fc.constantFrom('more.md', 'rye/', ''),
  }),
);
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

/** Make a change, if it can be made; gives what a watcher would tell of. */
function make(root: string, change: Edit): string[] {
  const path = join(root, change.at);
  const told = [path];
  try {
    if (change.kind === 'remove') {
      rmSync(path, { recursive: true });
      return [path];
    }
    if (change.kind === 'ignore') {
      const file = join(path, '.signpostignore');
      writeFileSync(file, change.text);
      return [file];
    }
    mkdirSync(dirname(path), { recursive: true });
    if (change.kind === 'write') {
      writeFileSync(path, change.text);
      // A link may have led elsewhere.
      told.push(realpathSync(path));
    } else if (change.kind === 'link') {
      if (change.isOver) rmSync(path, { recursive: true, force: true });
      symlinkSync(join(root, change.to), path);
    } else {
      mkdirSync(dirname(join(root, change.to)), { recursive: true });
      renameSync(path, join(root, change.to));
      return [path, join(root, change.to)];
    }
  } catch {
    // A folder may stand where a file would, or nothing where something was to be moved from. Folders may have come all the same.
  }
  for (let above = dirname(path); above !== root; above = dirname(above)) told.push(above);
  return told;
}

describe('a disk that is remembered', () => {
  it('reads as the disk itself after any changes it is told of', () => {
    fc.assert(
      fc.property(fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 12 }), (rounds) => {
        const root = makeFolder({ 'rye/SKILL.md': 'rye', 'rye/deep/er.md': 'deep', 'oat/SKILL.md': 'oat' });
        const disk = rememberDisk();
        for (const changes of rounds) {
          disk.forget(new Set(changes.flatMap((change) => make(root, change))));
          expect(seen(root, disk)).toEqual(seen(root));
        }
        removeFolders();
      }),
      { numRuns: 150 },
    );
  });

  it('looks at nothing it is not told of', () => {
    const root = makeFolder({ 'a.md': 'a', 'b.md': 'b' });
    const disk = rememberDisk();
    const before = seen(root, disk);
    writeFileSync(join(root, 'a.md'), 'changed');
    writeFileSync(join(root, 'c.md'), 'new');
    disk.forget(new Set([join(root, 'elsewhere/d.md')]));
    expect(seen(root, disk).documents.map(({ text }) => text)).toEqual(['a', 'b', 'new']);
    disk.forget(undefined);
    expect(seen(root, disk)).toEqual(seen(root));
    expect(seen(root, disk)).not.toEqual(before);
  });

  it.each([
    ['behind', -3_600_000],
    ['ahead of', 3_600_000],
  ])('reads what is new once more, and then no more, with a clock %s the one of the disk', (_where, byMs) => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.now() + byMs });
    const root = makeFolder({ 'a.md': 'a' });
    const disk = rememberDisk();
    const readsAfter = (ms: number) => {
      vi.advanceTimersByTime(ms);
      disk.forget(undefined);
      vi.mocked(readFile).mockClear();
      readRoot(root, disk);
      return vi.mocked(readFile).mock.calls.filter(([path]) => path === join(root, 'a.md')).length;
    };
    // A change within the same moment leaves the times as they are.
    expect([0, 10, 3000, 10, 60_000].map(readsAfter)).toEqual([1, 1, 1, 0, 0]);
    writeFileSync(join(root, 'a.md'), 'other');
    expect([0, 3000, 10].map(readsAfter)).toEqual([1, 1, 0]);
  });

  it('finds what came into a folder beside the one it is told of', () => {
    const root = makeFolder({ 'rye/SKILL.md': 'rye', 'oat/SKILL.md': 'oat' });
    const disk = rememberDisk();
    seen(root, disk);
    mkdirSync(join(root, 'moved'));
    renameSync(join(root, 'rye/SKILL.md'), join(root, 'moved/SKILL.md'));
    disk.forget(new Set([join(root, 'rye/SKILL.md')]));
    expect(seen(root, disk).documents.map(({ path }) => path)).toEqual(['moved/SKILL.md', 'oat/SKILL.md']);
  });

  it.each(['v2', 'elsewhere'])('follows a link that leads to %s now', (name) => {
    const root = makeFolder({ 'v1/SKILL.md': 'one', 'v2/SKILL.md': 'two', 'oat/SKILL.md': 'oat' });
    symlinkSync(join(root, 'v1'), join(root, 'cur'));
    const disk = rememberDisk();
    seen(root, disk);
    symlinkSync(join(root, name), join(root, '.new'));
    renameSync(join(root, '.new'), join(root, 'cur'));
    rmSync(join(root, 'v1'), { recursive: true });
    disk.forget(new Set([join(root, 'cur'), join(root, 'v1')]));
    expect(seen(root, disk)).toEqual(seen(root));
  });

  it('reads a file through the link that leads to it', () => {
    const root = makeFolder({ 'kept/a.md': 'a' });
    symlinkSync(join(root, 'kept'), join(root, 'also'));
    rmSync(join(root, 'kept'), { recursive: true });
    mkdirSync(join(root, 'real'));
    symlinkSync(join(root, 'real'), join(root, 'kept'));
    writeFileSync(join(root, 'real/a.md'), 'a');
    const disk = rememberDisk();
    expect(seen(root, disk)).toEqual(seen(root));
    writeFileSync(join(root, 'real/a.md'), 'b');
    expect(statSync(join(root, 'kept/a.md')).size).toBe(1);
    disk.forget(new Set([join(root, 'real/a.md')]));
    expect(seen(root, disk)).toEqual(seen(root));
  });
});
