/** What the hook remembers of conversations, and what it forgets: files of its own, and nothing else. */

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryOf } from '../../../src/doors/hook/memory.ts';
import { ownTemporary } from '../../own-temporary.ts';

const MONTH_S = 30 * 24 * 3600;
const NAMED = { named: ['rye'], requests: ['bake rye'], files: [] };
let folder: string;

beforeEach(() => {
  folder = ownTemporary('signpost-memory-');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function aged(path: string): void {
  const then = Date.now() / 1000 - MONTH_S;
  utimesSync(path, then, then);
}

function put(name: string, isOld: boolean): void {
  writeFileSync(join(folder, name), '{}');
  if (isOld) aged(join(folder, name));
}

function happen(times: number): void {
  for (let time = 0; time < times; time++) memoryOf(folder, 'now').write(NAMED);
}

const memoryNamed = (number: number, start = '0') => `${start}${number.toString(16).padStart(15, '0')}.json`;

describe('memories of conversations', () => {
  it('that ended long ago are removed, however many there are that did not', () => {
    for (let number = 0; number < 100; number++) {
      put(memoryNamed(number, '0'), false);
      put(memoryNamed(number, 'f'), true);
    }
    happen(200);
    const left = readdirSync(folder);
    expect(left.filter((name) => name.startsWith('f0000'))).toEqual([]);
    expect(left.filter((name) => name.startsWith('00000'))).toHaveLength(100);
  });

  it('that were never finished are removed, too', () => {
    const staged = `.signpost-${'0'.repeat(32)}.tmp`;
    put(staged, true);
    happen(1);
    expect(existsSync(join(folder, staged))).toBe(false);
  });

  it.each(['letters.txt', 'letters.json', '0123456789abcdef', '0123456789abcdef.json.bak', 'x0123456789abcdef.json'])(
    'are all that is removed: %s stays',
    (name) => {
      put(name, true);
      happen(5);
      expect(existsSync(join(folder, name))).toBe(true);
    },
  );

  it('are kept beside a folder, even one with a name of theirs', () => {
    for (const name of ['letters', memoryNamed(1)]) {
      mkdirSync(join(folder, name));
      aged(join(folder, name));
    }
    happen(1);
    expect(memoryOf(folder, 'now').read()).toEqual(NAMED);
    expect(existsSync(join(folder, memoryNamed(1)))).toBe(true);
  });

  it('are not kept where a file is in their place, and nothing is thrown', () => {
    writeFileSync(join(folder, 'file'), 'mine');
    memoryOf(join(folder, 'file'), 'now').write(NAMED);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('mine');
  });
});

describe.skipIf(process.getuid === undefined)('a memory that somebody planted', () => {
  const memory = () => memoryOf(folder, 'now');
  const path = () => {
    memory().write(NAMED);
    const [name = ''] = readdirSync(folder);
    return join(folder, name);
  };
  const plants: readonly [string, (memory: string, other: string) => void][] = [
    ['a link', (own, other) => symlinkSync(other, own)],
    ['a second name of a file', (own, other) => linkSync(other, own)],
    ['a pipe', (own) => void spawnSync('mkfifo', [own])],
  ];

  it.each(plants)('is not believed, and what it leads to is not written to: %s', (_what, plant) => {
    const own = path();
    const other = join(folder, 'other');
    writeFileSync(other, JSON.stringify({ ...NAMED, named: ['planted'] }));
    rmSync(own);
    plant(own, other);
    expect(memory().read().named).toEqual([]);
    memory().write(NAMED);
    expect(memory().read()).toEqual(NAMED);
    expect(readFileSync(other, 'utf8')).toContain('planted');
  });

  it('in a folder that others may write to is neither read nor replaced', () => {
    const own = path();
    const before = readFileSync(own, 'utf8');
    chmodSync(folder, 0o1777);
    expect(memory().read().named).toEqual([]);
    memory().write({ ...NAMED, named: ['oats'] });
    expect(readdirSync(folder)).toHaveLength(1);
    expect(readFileSync(own, 'utf8')).toBe(before);
  });
});
