import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitPhrases } from '../../src/text/phrases.ts';

describe('splitPhrases', () => {
  it.each([
    ['commas', ['hosted dbt, dbt Cloud'], ['hosted dbt', 'dbt Cloud']],
    ['semicolons', ['hosted dbt; dbt Cloud'], ['hosted dbt', 'dbt Cloud']],
    ['both', ['a, b; c'], ['a', 'b', 'c']],
    ['a full-width comma', ['数据库，部署'], ['数据库', '部署']],
    ['a full-width semicolon', ['数据库；部署'], ['数据库', '部署']],
    ['an enumeration comma', ['表、列'], ['表', '列']],
    ['several strings', ['a, b', 'c'], ['a', 'b', 'c']],
  ])('splits at %s', (_name, triggers, expected) => {
    expect(splitPhrases(triggers)).toEqual(expected);
  });

  it.each([
    ['a full stop', 'version 1.10 notes'],
    ['a colon', 'dbt: cloud'],
    ['a slash', 'CI/CD'],
    ['a hyphen', 'cloud-based dbt'],
    ['and', 'dogs and cats'],
  ])('does not split at %s', (_name, trigger) => {
    expect(splitPhrases([trigger])).toEqual([trigger]);
  });

  it.each([
    ['no triggers', []],
    ['an empty trigger', ['']],
    ['separators alone', [' , ;；，、 ']],
  ])('gives no phrases for %s', (_name, triggers) => {
    expect(splitPhrases(triggers)).toEqual([]);
  });

  it('gives trimmed phrases without separators, the same when split again', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'ab ,;；，、\t') })), (triggers) => {
        const phrases = splitPhrases(triggers);
        for (const phrase of phrases) {
          expect(phrase).toBe(phrase.trim());
          expect(phrase).toMatch(/^[^,;，；、]+$/);
        }
        expect(splitPhrases(phrases)).toEqual(phrases);
      }),
    );
  });
});
