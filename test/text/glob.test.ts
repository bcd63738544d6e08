import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGlob, parseGlob } from '../../src/text/index.ts';

function holds(pattern: string, path: string): boolean {
  const glob = parseGlob(pattern);
  return glob !== undefined && matchesGlob(glob, path);
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

  it('says more the more it spells', () => {
    const says = ['**/*', '*.ts', 'src/api/**/*.ts'].map((pattern) => parseGlob(pattern)?.specificity ?? -1);
    expect(says).toEqual([...says].sort((a, b) => a - b));
    expect(says[0]).toBe(0);
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

  it('ends soon on patterns made to keep a matcher busy', () => {
    const started = performance.now();
    holds(`${'*a'.repeat(200)}b`, 'a'.repeat(5000));
    holds('**/'.repeat(100), 'a/'.repeat(2000));
    holds('{a,b}'.repeat(90), 'ab'.repeat(45));
    // It takes some ten milliseconds; what backtracks takes years.
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
