/** Where the package stands, by its own modules alone. */

import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { packageTop } from '../../src/disk/index.ts';

describe('packageTop', () => {
  const topOf = (path: string) => packageTop(pathToFileURL(path).href, 'disk/package-top');

  it.each([
    ['its source', 'src/disk/package-top.ts'],
    ['its library', 'dist/disk/package-top.js'],
    ['its command line', 'dist/bin/main.cjs'],
  ])('is told by %s', (_name, path) => expect(topOf(resolve(path))).toBe(resolve('.')));

  it.each(['program.mjs', 'dist/program.cjs', 'bin/program.cjs', 'other/dist/disk/package-tops.js'])(
    'is not looked for above a program that somebody bundled: %s',
    (path) => expect(topOf(join(resolve('node_modules'), path))).toBeUndefined(),
  );
});
