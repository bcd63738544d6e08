import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLine, printable, printableLines, printableWithin } from '../../src/text/printable.ts';

const anyText = fc.string({ unit: 'binary' });

describe('printable', () => {
  it.each([
    ['a terminal is told to clear', 'a\u001b[2Jb', 'a\ufffd[2Jb'],
    ['the same in one character', 'a\u009b2Jb', 'a\ufffd2Jb'],
    ['a title is set', 'a\u001b]0;b\u0007', 'a\ufffd]0;b\ufffd'],
    ['what was written is written over', 'safe\rdone\b\u007f', 'safe done\ufffd'],
    ['a line of its own', 'a\r\nb\u2028c\u2029d\u0085e\tf\vg\fh', 'a b c d e f g h'],
    ['the direction turns', 'a\u202eb\u2066c\u200fd\u061c', 'a\ufffdb\ufffdc\ufffdd\ufffd'],
    ['nothing is seen', 'a\u200bb\u2060c\ufeffd\u00ade\u3164f', 'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf'],
    ['a message in tags', 'hi\u{e0049}\u{e0047}\u{e004e}', 'hi\ufffd'],
    [
      'a message in selectors of variants',
      'hi\u{e0101}\u{e0102}\ufe01\u{1f600}\ufe0f\ufe0e',
      'hi\ufffd\u{1f600}\ufe0f\ufffd',
    ],
    ['notes between lines', 'a\ufff9b\ufffac\ufffb', 'a\ufffdb\ufffdc\ufffd'],
    ['half of a character', '\ud800a\udc00', '\ufffda\ufffd'],
    ['a joiner that joins nothing', 'a\u200db\u200c', 'a\ufffdb\ufffd'],
  ])('shows that there is something where %s', (_name, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it.each([
    ['a family of emoji', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
    ['a heart on fire, a keycap', '\u2764\ufe0f\u200d\u{1f525} 1\ufe0f\u20e3'],
    ['Persian', 'می\u200cخواهم'],
    ['Hindi', 'क्\u200dष'],
    ['Malayalam', 'അവന്\u200d'],
    ['accents, Korean, Chinese', 'naïve 한국어 中文'],
  ])('leaves %s as it is', (_name, text) => {
    expect(printable(text)).toBe(text);
    expect(printableLines(text)).toBe(text);
  });

  it('is one line, and the same when it is done again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = printable(text);
        expect(once).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(printable(once)).toBe(once);
      }),
    );
  });
});

describe('printableLines', () => {
  it('keeps tabs and lines', () => {
    expect(printableLines('\u001b[1mа\r\n\tb\rc  d\u2028')).toBe('\ufffd[1mа\n\tb\nc  d\n');
  });

  it('holds no other control character, and is the same when it is done again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = printableLines(text);
        expect(once).not.toMatch(/(?![\t\n])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(printableLines(once)).toBe(once);
      }),
    );
  });
});

it('printableWithin shows every text of a value, and leaves the rest of it', () => {
  const value = { ids: ['a\nb', 'c'], about: { title: 'd\u202e', at: undefined }, total: 1, is: true, none: null };
  const shown = { ids: ['a b', 'c'], about: { title: 'd\ufffd', at: undefined }, total: 1, is: true, none: null };
  expect(printableWithin(value)).toEqual(shown);
});

describe('jsonLine', () => {
  it('is the same data, and nothing in it ends a line or turns one', () => {
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const line = jsonLine(texts);
        expect(JSON.parse(line)).toEqual(texts);
        expect(line).not.toMatch(/[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u);
      }),
    );
  });

  it('escapes a character of two halves as two', () => {
    expect(jsonLine('\u{e0041}\u2028\u009b')).toBe('"\\udb40\\udc41\\u2028\\u009b"');
  });
});
