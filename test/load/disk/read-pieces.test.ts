/** Files and pipes that somebody named: read as they come, and to an end. */

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPieces } from '../../../src/load/disk/read-pieces.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-pieces-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
async function textOf(path: string): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of readPieces(path)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

describe('what is named', () => {
  it('is read whole when it is a file, through a link too', async () => {
    const text = 'ä'.repeat(100_000);
    writeFileSync(at('a'), text);
    symlinkSync('a', at('b'));
    expect(await textOf(at('b'))).toBe(text);
    writeFileSync(at('c'), '');
    expect(await textOf(at('c'))).toBe('');
  });

  it.skipIf(process.platform === 'win32')('is read until who writes to it ends, when it is a pipe', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const script = 'sleep 0.2; exec > "$0"; echo one; sleep 0.3; echo two';
    const writer = spawn('sh', ['-c', script, at('pipe')], { stdio: 'inherit' });
    expect(await textOf(at('pipe'))).toBe('one\ntwo\n');
    writer.kill();
  });

  it.skipIf(process.platform === 'win32')('is empty when nobody writes to the pipe, after a while', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    expect(await textOf(at('pipe'))).toBe('');
  });

  it.skipIf(process.platform === 'win32')('is refused when it is a device or a folder', async () => {
    for (const path of ['/dev/zero', folder]) await expect(textOf(path)).rejects.toMatchObject({ refusal: 'no-file' });
  });
});
