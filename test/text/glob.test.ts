import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchGlob, parseGlob, splitPath } from '../../src/text/glob.ts';

/** How much a pattern says of a path, with as much work as a request has. */
function says(pattern: string, path: string): number | undefined {
  const glob = parseGlob(pattern);
  return glob && matchGlob(glob, splitPath(path), { left: 10_000_000 });
}

function holds(pattern: string, path: string): boolean {
  return says(pattern, path) !== undefined;
}

describe('a glob', () => {
  it.each([
    { pattern: '*.ts', path: 'a.ts', is: true },
    { pattern: '*.ts', path: 'src/deep/a.ts', is: true },
    { pattern: '*.ts', path: 'a.tsx', is: false },
    { pattern: 'src/*.ts', path: 'src/a.ts', is: true },
    { pattern: 'src/*.ts', path: 'src/deep/a.ts', is: false },
    { pattern: 'src/**/*.ts', path: 'src/a.ts', is: true },
    { pattern: 'src/**/*.ts', path: 'src/a/b/c.ts', is: true },
    { pattern: '**/*', path: 'any/thing', is: true },
    { pattern: '**', path: 'any', is: true },
    { pattern: 'docs/', path: 'docs/a/b.md', is: true },
    { pattern: './docs/**', path: './docs/a.md', is: true },
    { pattern: '**/*.{test,spec}.{ts,js}', path: 'src/a.spec.js', is: true },
    { pattern: '**/*.{test,spec}.ts', path: 'src/a.ts', is: false },
    { pattern: 'a?c.md', path: 'abc.md', is: true },
    { pattern: '[a-c]*.md', path: 'bx.md', is: true },
    { pattern: '[!a-c]*.md', path: 'bx.md', is: false },
    { pattern: 'src/**/*.ts', path: 'src\\a\\b.ts', is: true },
    { pattern: 'package.json', path: 'packages/x/package.json', is: true },
    { pattern: '(a).md', path: '(a).md', is: true },
    { pattern: 'a{b.md', path: 'a{b.md', is: true },
    { pattern: 'a[b.md', path: 'a[b.md', is: true },
    { pattern: '', path: 'a', is: false },
  ])('$pattern on $path: $is', ({ pattern, path, is }) => {
    expect(holds(pattern, path)).toBe(is);
  });

  it('says more the more it spells, of the alternative that matches', () => {
    const path = 'src/api/users.ts';
    const most = ['**/*', '*.ts', '**/*.{js,jsx,ts,tsx,mjs,cjs,vue,svelte}', 'src/api/**/*.ts'].map((pattern) =>
      says(pattern, path),
    );
    expect(most).toEqual([...most].sort((a = 0, b = 0) => a - b));
    expect(most[0]).toBe(0);
    expect(most[1]).toBe(most[2]);
  });

  it('matches the path it spells, whatever that holds', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 8 })
      .filter((text) => !/[[\]{}*?/\\!^,]|^\s|\s$|^\.*$/.test(text));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
        expect(holds(names.join('/'), names.join('/'))).toBe(true);
        expect(holds(`**/${names.at(-1)}`, names.join('/'))).toBe(true);
      }),
    );
  });

  it.each([
    { pattern: `${'*a'.repeat(140)}b`, path: 'a'.repeat(5000) },
    { pattern: '**/'.repeat(99), path: 'a/'.repeat(2000) },
    { pattern: '{a,b}'.repeat(59), path: 'ab'.repeat(45) },
    { pattern: `{a,b}{a,b}{a,b}${'[0-\ufffd]'.repeat(56)}`, path: 'a.ts' },
  ])('is done with when its work is', ({ pattern, path }) => {
    const glob = parseGlob(pattern);
    if (!glob) throw new Error('no glob');
    const work = { left: 100_000 };
    matchGlob(glob, splitPath(path), work);
    // A comparison goes on to its end: that is one step more for each pattern around it.
    expect(work.left).toBeGreaterThan(-1000);
  });
});
