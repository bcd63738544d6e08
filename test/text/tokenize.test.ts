import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/text/tokenize.ts';
import { anyText } from './arbitraries.ts';

describe('tokenize', () => {
  it.each([
    ['camelCase', 'dbtCloudRun', ['dbt', 'cloud', 'run', 'dbtcloudrun']],
    ['PascalCase', 'DbtProject', ['dbt', 'project', 'dbtproject']],
    ['capitals before a word', 'HTTPServer', ['http', 'server', 'httpserver']],
    ['digits inside camelCase', 'getV2Response', ['get', 'v2', 'response', 'getv2response']],
    ['camelCase with an accent', 'cloudÉtude', ['cloud', 'etude', 'cloudetude']],
    ['snake_case', 'dbt_assets', ['dbt', 'assets', 'dbt_assets']],
    ['SCREAMING_SNAKE_CASE', 'DBT_CLOUD', ['dbt', 'cloud', 'dbt_cloud']],
    ['a file name', 'defs.yaml', ['defs', 'yaml', 'defs.yaml']],
    ['a file name with both joints', 'my_defs.yaml', ['my', 'defs', 'yaml', 'my_defs.yaml']],
  ])('gives the parts of %s and then itself', (_name, text, expected) => {
    expect(tokenize(text)).toEqual(expected);
  });

  it.each([
    ['all capitals', 'SQL', ['sql']],
    ['all lower case', 'dagster', ['dagster']],
    ['one leading capital', 'Dagster', ['dagster']],
    ['letters and digits', 'k8s i18n', ['k8s', 'i18n']],
    ['a leading underscore', '_private', ['private']],
    ['a closing full stop', 'Run dagster.', ['run', 'dagster']],
  ])('does not add a whole where there is one part: %s', (_name, text, expected) => {
    expect(tokenize(text)).toEqual(expected);
  });

  it.each([
    ['a path', 'references/cli/api.md', ['references', 'cli', 'api', 'md', 'api.md']],
    ['a path up', '../guides/setup', ['guides', 'setup']],
    ['a path of another system', 'C:\\logs\\run', ['c', 'logs', 'run']],
    ['back-ticks', '`dbt run`', ['dbt', 'run']],
    ['back-ticks glued to words', 'the`dg`command', ['the', 'dg', 'command']],
    ['options', '--dry-run', ['dry', 'run']],
    ['shell signs', '$HOME=/opt', ['home', 'opt']],
    ['tabs and line breaks', 'one\ttwo\r\nthree', ['one', 'two', 'three']],
    ['control characters', 'one\u0000two\u0007three\u001b', ['one', 'two', 'three']],
    ['zero-width spaces', 'one\u200btwo', ['one', 'two']],
    ['a replacement character', 'one\ufffdtwo', ['one', 'two']],
    ['a lone surrogate', 'one\ud800two', ['one', 'two']],
  ])('cuts at what is not a letter or a digit: %s', (_name, text, expected) => {
    expect(tokenize(text)).toEqual(expected);
  });

  it.each([
    ['1.10', ['1.10']],
    ['python 3.12.1', ['python', '3.12.1']],
    ['2024-01-02', ['2024', '01', '02']],
    ['10.5.', ['10.5']],
  ])('keeps a version of digits and points whole: %s', (text, expected) => {
    expect(tokenize(text)).toEqual(expected);
  });

  it('knows v1.10 by its number and by itself', () => {
    expect(tokenize('v1.10')).toEqual(expect.arrayContaining(['v1', '10', 'v1.10']));
  });

  it.each([
    ['C++', ['c++']],
    ['modern c++20', ['modern', 'c++', '20']],
    ['C#', ['c#']],
    ['F# scripts', ['f#', 'scripts']],
    ['.NET', ['.net']],
    ['(.net)', ['.net']],
    ['.NET café', ['.net', 'cafe']],
    ['C++ café', ['c++', 'cafe']],
    ['C# café', ['c#', 'cafe']],
  ])('keeps the sign that makes the name of a language: %s', (text, expected) => {
    expect(tokenize(text)).toEqual(expected);
  });

  it.each([
    ['issue #12', ['issue', '12']],
    ['.network', ['network']],
    ['gtk# abc#', ['gtk', 'abc']],
  ])('does not take other signs for a language: %s', (text, expected) => {
    expect(tokenize(text)).toEqual(expected);
  });

  it.each([
    ["dagster's", 'dagster'],
    ['dagster’s', 'dagster'],
    ["DAGSTER'S", 'dagster'],
    ['the users’', 'users'],
  ])('drops the possessive: %s', (text, expected) => {
    expect(tokenize(text).at(-1)).toBe(expected);
  });

  it.each([
    ['precomposed', 'Café', 'cafe'],
    ['combining', 'Cafe\u0301', 'cafe'],
    ['umlaut', 'Über', 'uber'],
    ['tilde', 'señal', 'senal'],
    ['dotted capital i', 'İzmir', 'izmir'],
    ['full width', 'ｄａｇｓｔｅｒ', 'dagster'],
    ['ligature', 'ﬁle', 'file'],
  ])('folds Latin accents and forms: %s', (_name, text, expected) => {
    expect(tokenize(text)).toEqual([expected]);
  });

  it.each([
    ['Chinese', '如何部署数据库', ['如何', '部署']],
    ['Japanese', 'データベースを設定する', ['データベース', '設定']],
    ['Thai', 'ฉันต้องการติดตั้งฐานข้อมูล', ['ต้องการ', 'ข้อมูล']],
  ])('cuts a script without spaces into words: %s', (_name, text, some) => {
    const words = tokenize(text);
    expect(words).toEqual(expect.arrayContaining(some));
    expect(words.join('')).toBe(text);
  });

  it.each([
    ['Korean', '데이터베이스 설정', ['데이터베이스', '설정']],
    ['Russian', 'Привет Мир', ['привет', 'мир']],
    ['Greek', 'Βάση', ['βαση']],
    ['Arabic', 'قاعدة بيانات', ['قاعدة', 'بيانات']],
    ['Hebrew', 'מסד נתונים', ['מסד', 'נתונים']],
    ['Hindi with its vowel signs', 'हिन्दी भाषा', ['हिन्दी', 'भाषा']],
  ])('keeps the words of a script with spaces whole: %s', (_name, text, expected) => {
    expect(tokenize(text)).toEqual(expected);
  });

  it.each([
    ['before Chinese', 'Dagster的资产', 'dagster'],
    ['after Chinese', '使用dbt', 'dbt'],
    ['amid Japanese', 'このdagsterを使う', 'dagster'],
    ['a version amid Chinese', '升级到1.10版本', '1.10'],
    ['a file name amid Chinese', '编辑defs.yaml文件', 'defs.yaml'],
    ['a language before Chinese', 'C++的用法', 'c++'],
    ['a language amid Chinese', '使用C++编程', 'c++'],
    ['a language after Japanese', 'で書くC#', 'c#'],
    ['a platform amid Chinese', '用.NET開發', '.net'],
    ['the parts of an identifier amid Chinese', '部署DbtProject項目', 'project'],
    ['the parts of a file name amid Chinese', '编辑defs.yaml文件', 'yaml'],
    ['an identifier amid Thai', 'ใช้dbt_assetsกับ', 'dbt_assets'],
  ])('finds a name glued to words of a script without spaces: %s', (_name, text, expected) => {
    expect(tokenize(text)).toContain(expected);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \t\r\n\u3000'],
    ['emoji', '🚀🎉👨‍👩‍👧❤️🇯🇵'],
    ['punctuation', '.,;:!?…—「」()[]{}'],
    ['control characters', '\u0000\u0001\u007f'],
    ['combining marks of Latin alone', '\u0301\u0302'],
  ])('gives no words for %s', (_name, text) => {
    expect(tokenize(text)).toEqual([]);
  });

  it('keeps the order and the repetitions of words', () => {
    expect(tokenize('run and run again')).toEqual(['run', 'and', 'run', 'again']);
  });

  it('gives lower-case words for any text and never throws', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const word of tokenize(text)) {
          expect(word).not.toBe('');
          expect(word).toBe(word.toLowerCase());
          expect(word).not.toMatch(/\s/);
        }
      }),
    );
  });

  it('reads ASCII words the same whether or not another script stands on another line', () => {
    const ascii = fc.string({ unit: fc.constantFrom(..."aBcC#+.net_NET'sS 19-/`") });
    fc.assert(
      fc.property(ascii, (text) => {
        expect(tokenize(`${text}\nмир`)).toEqual([...tokenize(text), 'мир']);
      }),
    );
  });

  it('reads lines one by one as it reads them together', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        expect(tokenize(`${first}\n\n${second}`)).toEqual([...tokenize(first), ...tokenize(second)]);
      }),
    );
  });

  it.each([
    ['one letter', 'a'],
    ['camelCase', 'aB'],
    ['underscores', '_'],
    ['joined words', 'a_'],
    ['points', '.'],
    ['dotted words', 'a.'],
    ['apostrophes', "'"],
    ['possessives', "a's "],
    ['capitals', 'AAAa'],
    ['digits', '1.'],
    ['languages', 'C++'],
    ['hash signs', 'c#'],
    ['platforms', '.net'],
    ['accents', 'é'],
    ['combining marks', '\u0301'],
    ['emoji', '🚀'],
    ['Korean', '한'],
    ['Chinese sentences', '如何部署数据库并配置计划任务。'],
    ['Chinese without a full stop', '如何部署数据库并配置计划任务'],
    ['one Chinese character', '数'],
    ['Thai', 'ก'],
    ['lone surrogates', '\ud800'],
  ])('comes to an end on 100,000 characters of %s', (_name, unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    expect(tokenize(text).length).toBeLessThanOrEqual(text.length);
  });
});
