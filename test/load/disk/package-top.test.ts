/** Where the package stands, by its own modules alone. */

import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { packageTop } from '../../../src/load/disk/package-top.ts';

describe('packageTop', () => {
  const topOf = (path: string) => packageTop(pathToFileURL(path).href, 'load/disk/package-top');

  it.each([
    ['its source', 'src/load/disk/package-top.ts'],
    ['its library', 'dist/load/disk/package-top.js'],
    ['its command line', 'dist/bin/main.cjs'],
  ])('is told by %s', (_name, path) => expect(topOf(resolve(path))).toBe(resolve('.')));

  it.each(['program.mjs', 'dist/program.cjs', 'bin/program.cjs', 'other/dist/load/disk/package-tops.js'])(
    'is not looked for above a program that somebody bundled: %s',
    (path) => expect(topOf(join(resolve('node_modules'), path))).toBeUndefined(),
  );
});
