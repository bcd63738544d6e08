import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/text/analyze.ts';
import { tokenize } from '../../src/text/tokenize.ts';
import { anyText } from './arbitraries.ts';

describe('analyze', () => {
  it.each([
    ['Can you please help me?'],
    ['Hi there, could you help me with this'],
    ['How do I do that'],
    ["I don't know how to do this"],
    ['I don’t know how to do this'],
    ['I’d like to'],
    ['What’s the way to'],
    ['the of and a'],
    ['please'],
    ['PLEASE HELP'],
    ['x y z'],
  ])('leaves nothing of words that say nothing about the subject: %s', (text) => {
    expect(analyze(text)).toEqual([]);
  });

  it('leaves the subject of a request wrapped in politeness', () => {
    expect(analyze('Can you please help me schedule dbt runs?')).toEqual(analyze('schedule dbt runs'));
    expect(analyze('schedule dbt runs')).toHaveLength(3);
  });

  it.each([
    ['schedules', 'scheduling'],
    ['schedule', 'scheduled'],
    ['run', 'running'],
    ['asset', 'assets'],
    ['partition', 'partitioned'],
    ['dependency', 'dependencies'],
    ['deploy', 'deploying'],
    ['Deploy', 'DEPLOYED'],
    ['cafes', 'café'],
  ])('brings forms of an English word to one term: %s, %s', (one, other) => {
    expect(analyze(one)).toHaveLength(1);
    expect(analyze(other)).toEqual(analyze(one));
  });

  it.each([
    ['Russian', 'базы'],
    ['German with a sharp s', 'straßen'],
    ['Korean', '데이터베이스'],
    ['Arabic', 'بيانات'],
    ['a name with a digit', 's3s'],
    ['an identifier', 'dbt_assets'],
    ['a version', '1.10'],
    ['a language', 'c++'],
  ])('does not stem what is not an English word: %s', (_name, word) => {
    expect(analyze(word)).toContain(word);
  });

  it.each([
    ['Chinese', '如何部署数据库'],
    ['Japanese', 'データベースを設定する'],
    ['Thai', 'ติดตั้งฐานข้อมูล'],
  ])('leaves the words of %s as they are cut', (_name, text) => {
    expect(analyze(text)).toEqual(tokenize(text));
  });

  it.each([
    ['c', ['c']],
    ['R', ['r']],
    ['b', []],
  ])('drops a lone letter unless it names a language: %s', (text, expected) => {
    expect(analyze(text)).toEqual(expected);
  });

  it('keeps the longest word there is and drops longer ones: they are data, not language', () => {
    expect(analyze('7'.repeat(64))).toEqual(['7'.repeat(64)]);
    expect(analyze('7'.repeat(65))).toEqual([]);
    expect(analyze(`key ${'0f'.repeat(40)} rotation`)).toEqual(analyze('key rotation'));
  });

  it.each([
    ['a data URL', `logo ${'QUJD'.repeat(500)}`, 'logo'],
    ['a long joined name', `run ${'ab_'.repeat(40)}ab`, 'run'],
  ])('drops the whole of %s and keeps the rest', (_name, text, kept) => {
    const terms = analyze(text);
    expect(terms).toContain(kept);
    expect(Math.max(...terms.map((term) => term.length))).toBeLessThanOrEqual(64);
  });

  it.each([
    ['nothing', ''],
    ['emoji', '🚀🎉'],
    ['control characters', '\u0000\u0001\u001f'],
  ])('gives no terms for %s', (_name, text) => {
    expect(analyze(text)).toEqual([]);
  });

  it('separates at control characters', () => {
    expect(analyze('sensor\u0000schedule')).toEqual(analyze('sensor schedule'));
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'has no word that is special to it: %s',
    (word) => {
      for (const term of analyze(word)) expect(typeof term).toBe('string');
    },
  );

  it('gives the same terms each time, whatever was analysed between', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, other) => {
        const before = analyze(text);
        analyze(other);
        expect(analyze(text)).toEqual(before);
      }),
    );
  });

  it('gives non-empty lower-case terms of at most 64 characters for any text, and never throws', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const term of analyze(text)) {
          expect(term.length).toBeGreaterThan(0);
          expect(term.length).toBeLessThanOrEqual(64);
          expect(term).toBe(term.toLowerCase());
        }
      }),
    );
  });

  it('has no more terms than there are words', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(analyze(text).length).toBeLessThanOrEqual(tokenize(text).length);
      }),
    );
  });

  it('answers the same after more distinct words than it remembers', () => {
    const before = analyze('scheduling sensors');
    analyze(Array.from({ length: 100_100 }, (_, index) => `w${index}`).join(' '));
    expect(analyze('scheduling sensors')).toEqual(before);
  });
});
