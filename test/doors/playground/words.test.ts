import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { langOf, markTerms } from '../../../src/doors/playground/page/words.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';

const marked = (text: string, ...terms: string[]) =>
  markTerms(text, new Set(terms))
    .map((piece) => (piece.isTerm ? `[${piece.text}]` : piece.text))
    .join('');

describe('markTerms', () => {
  it.each([
    { text: 'run dbt Cloud jobs', terms: ['run', 'cloud', 'job'], expected: '[run] dbt [Cloud] [jobs]' },
    {
      text: 'Running, easily configured',
      terms: ['run', 'easili', 'configur'],
      expected: '[Running], [easily] [configured]',
    },
    { text: 'a category of cats', terms: ['cat'], expected: 'a category of [cats]' },
    { text: 'the runtime', terms: ['ru'], expected: 'the runtime' },
    {
      text: 'DbtCloudWorkspace and dbt_assets',
      terms: ['dbt', 'asset'],
      expected: '[Dbt]CloudWorkspace and [dbt]_[assets]',
    },
    { text: '如何退款给客户', terms: ['退款', '客户'], expected: '如何[退款]给[客户]' },
    { text: 'nothing', terms: [], expected: 'nothing' },
    { text: '', terms: ['a'], expected: '' },
  ])('marks $terms in “$text”', ({ text, terms, expected }) => {
    expect(marked(text, ...terms)).toBe(expected);
  });

  it('takes no longer for a term as long as the text', { timeout: 5000 }, () => {
    expect(marked('如何'.repeat(2_500), 'a'.repeat(16_000), '退'.repeat(4_000), '')).not.toContain('[');
  });

  it('marks what the router found, for requests in words as people write them', () => {
    const text = '# Invoices\n\nCancelling duplicated invoices, writing credit notes and refunding companies.';
    const signpost = buildSignpost([{ path: 'a.md', text }]);
    for (const word of ['invoice', 'cancelled', 'duplicates', 'writing', 'refunds', 'company']) {
      const { explanation } = signpost.route(word, { explain: true });
      const terms = explanation?.candidates[0]?.found.map(({ term }) => term) ?? [];
      expect(terms, word).toHaveLength(1);
      expect(marked(text, ...terms), word).toContain('[');
      expect(marked(word, ...terms)).toBe(`[${word}]`);
    }
  });

  it('loses no letter of any text', () => {
    const term = fc.string({ minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(term), (text, terms) => {
        const pieces = markTerms(text, new Set(terms));
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });
});

it.each([
  ['どうやって返金しますか', 'ja'],
  ['如何退款', 'zh'],
  ['환불하는 방법', 'ko'],
  ['كيف أسترد المبلغ', 'ar'],
  ['How do I refund?', undefined],
  ['', undefined],
])('says that “%s” is %s', (text, lang) => expect(langOf(text)).toBe(lang));
