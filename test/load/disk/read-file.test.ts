/** Files that are not what they seem: links, pipes, devices, files that change while they are read. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFolder } from '../../../src/load/disk/list-folder.ts';
import { FileRefused, readFile } from '../../../src/load/disk/read-file.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'signpost-read-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const refusalOf = (read: () => unknown) => {
  try {
    read();
    return 'read';
  } catch (error) {
    return error instanceof FileRefused ? error.refusal : error;
  }
};

describe('a file', () => {
  it('is read whole, with what it is', () => {
    writeFileSync(at('a.md'), 'Text');
    const { bytes, stats } = readFile(at('a.md'), { most: 4 });
    expect(bytes.toString('utf8')).toBe('Text');
    expect(stats.size).toBe(4);
  });

  it('larger than the limit is refused', () => {
    writeFileSync(at('a.md'), 'Texts');
    expect(refusalOf(() => readFile(at('a.md'), { most: 4 }))).toBe('too-large');
  });

  it.runIf(process.platform === 'linux')('that says it is empty and is not is read to the limit', () => {
    expect(readFile('/proc/self/status', { most: 65_536, links: 'follow' }).bytes.length).toBeGreaterThan(100);
    expect(refusalOf(() => readFile('/proc/self/status', { most: 100, links: 'follow' }))).toBe('too-large');
  });

  it('that is a link is refused, unless it is to be followed', () => {
    writeFileSync(at('a.md'), 'Text');
    symlinkSync(at('a.md'), at('b.md'));
    expect(refusalOf(() => readFile(at('b.md'), { most: 9 }))).toBe('moved');
    expect(readFile(at('b.md'), { most: 9, links: 'follow' }).bytes.toString('utf8')).toBe('Text');
  });

  it('behind a folder that was swapped for a link is refused', () => {
    mkdirSync(at('inside'));
    mkdirSync(at('outside'));
    writeFileSync(at('outside/a.md'), 'Secret');
    renameSync(at('inside'), at('gone'));
    symlinkSync(at('outside'), at('inside'));
    expect(refusalOf(() => readFile(at('inside/a.md'), { most: 9 }))).toBe('moved');
  });

  it.each(['refuse', 'follow'] as const)('that is a circle of links is refused (%s)', (links) => {
    symlinkSync(at('a.md'), at('a.md'));
    expect(refusalOf(() => readFile(at('a.md'), { most: 9, links }))).toBe('moved');
  });

  it.skipIf(process.platform === 'win32')('that is a pipe, a folder or a device is refused without waiting', () => {
    execFileSync('mkfifo', [at('pipe')]);
    mkdirSync(at('folder'));
    const paths = [at('pipe'), at('folder'), '/dev/zero'];
    expect(paths.map((path) => refusalOf(() => readFile(path, { most: 9 })))).toEqual([
      'no-file',
      'no-file',
      'no-file',
    ]);
  });

  it.skipIf(process.platform === 'win32')('that is a socket is refused', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
    expect(refusalOf(() => readFile(at('socket'), { most: 9 }))).toBe('no-file');
    server.close();
  });

  it('that is not there is what the system says', () => {
    expect(refusalOf(() => readFile(at('a.md'), { most: 9 }))).toMatchObject({ code: 'ENOENT' });
  });
});

describe('a folder', () => {
  it('is listed with the kinds of its entries', () => {
    writeFileSync(at('a.md'), '');
    mkdirSync(at('b'));
    const kinds = listFolder(folder).map((entry) => [entry.name, entry.isFile(), entry.isDirectory()]);
    expect(kinds.sort()).toEqual([
      ['a.md', true, false],
      ['b', false, true],
    ]);
  });

  it('that is a link, or behind one, is refused', () => {
    mkdirSync(at('outside/below'), { recursive: true });
    symlinkSync(at('outside'), at('inside'));
    // Linux says of a link that it is no folder.
    expect(() => listFolder(at('inside'))).toThrow();
    expect(refusalOf(() => listFolder(at('inside/below')))).toBe('moved');
  });
});
