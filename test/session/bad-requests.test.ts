import { describe, expect, it } from 'vitest';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { openBakery } from '../route/bakery.ts';

const bakery = openBakery();
const LENGTH = 100_000;

/** Words nobody has, a different one each, always the same ones. */
function randomWords(length: number): string {
  let state = 42;
  let text = '';
  while (text.length < length) {
    let word = '';
    for (let letter = 0; letter < 3 + (state % 7); letter++) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      word += String.fromCharCode(97 + ((state >> 16) % 26));
    }
    text += `${word} `;
  }
  return text.slice(0, length);
}

describe('a request that says nothing', () => {
  it.each([
    { what: 'empty', query: '' },
    { what: 'blank', query: ' \t\r\n\u00a0\u3000\u2028 ' },
    { what: 'control characters', query: '\u0000\u0007\u001b[31m\u007f\u0085' },
    { what: 'emoji', query: '🍞🥐👩‍🍳🇩🇪👍🏽' },
    { what: 'punctuation', query: '?!…——"()[]{}' },
    { what: 'a lone surrogate', query: '\ud83c' },
    { what: 'marks of direction and width', query: '\u200b\u200e\u202e\ufeff' },
    { what: 'stop words', query: 'could you please help me with this' },
  ])('abstains with a reason and no candidate: $what', ({ query }) => {
    const decision = bakery.route(query, { explain: true });
    expect(decision).toMatchObject({ decision: 'abstain', query, confidence: 0, references: [], candidates: [] });
  });

  it('is read without the control characters around its words', () => {
    expect(bakery.route('\u0000rye\u0007 \u001bbread\u0000').references.map(({ id }) => id)).toEqual(['bread/rye.md']);
  });
});

describe('a request of 100,000 characters', () => {
  it.each([
    { what: 'one letter', query: 'a'.repeat(LENGTH) },
    { what: 'Chinese without a space', query: '烤面包'.repeat(LENGTH / 3) },
    { what: 'Thai without a space', query: 'ขนมปัง'.repeat(LENGTH / 6) },
    { what: 'one known word', query: 'sourdough '.repeat(LENGTH / 10) },
    { what: 'one word nearly known', query: 'sourdougj '.repeat(LENGTH / 10) },
    { what: 'random words', query: randomWords(LENGTH) },
    { what: 'blanks', query: ' '.repeat(LENGTH) },
    { what: 'joined by dots', query: 'a.'.repeat(LENGTH / 2) },
    { what: 'camel case', query: 'aB'.repeat(LENGTH / 2) },
    { what: 'accents on one letter', query: `e${'\u0301'.repeat(LENGTH)}` },
    { what: 'emoji', query: '🍞'.repeat(LENGTH / 2) },
    { what: 'apostrophes', query: "a'".repeat(LENGTH / 2) },
  ])('is decided within 200 ms: $what', ({ query }) => {
    // The first call compiles the way there.
    bakery.route(query);
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      const { confidence } = bakery.route(query, { explain: true });
      expect(confidence >= 0 && confidence <= 1).toBe(true);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(200);
  });

  it.each([
    { where: 'before a pasted log', query: `Feed the sourdough starter\n${randomWords(LENGTH)}` },
    { where: 'behind a pasted log', query: `${randomWords(LENGTH)}\nFeed the sourdough starter` },
  ])('is understood by the wish $where', ({ query }) => {
    expect(bakery.route(query).candidates[0]?.id).toBe('bread/sourdough.md');
  });
});

describe('a document out of the ordinary', () => {
  it.each([
    { what: 'one line of a million letters', text: 'a'.repeat(1_000_000) },
    { what: '100,000 brackets', text: '['.repeat(100_000) },
    { what: '100,000 nested quotes in a tree', text: `## Decision Tree\n\n${'> '.repeat(2_000)}x → a.md` },
    {
      what: 'a list 500 deep in a tree',
      text: `## Decision Tree\n\n${Array.from({ length: 500 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')}`,
    },
    {
      what: 'a table of 5,000 rows',
      text: `## Decision Tree\n\n| If | Read |\n| --- | --- |\n${'| rye | a.md |\n'.repeat(5_000)}`,
    },
    { what: '5,000 headings', text: '# Decision Tree\n'.repeat(5_000) },
    {
      what: 'a YAML bomb',
      text: '---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n---\n',
    },
    { what: 'front matter that is code', text: '---js\nprocess.exit(1)\n---\n' },
    { what: 'front matter that is a list', text: '---\n- a\n- b\n---\n' },
  ])('does not keep the others from being routed to, nor anybody waiting: $what', ({ text }) => {
    const signpost = buildSignpost([
      { path: 'odd.md', text },
      { path: 'rye.md', text: '---\ndescription: How to bake dark rye bread.\ntriggers: [rye bread]\n---\n' },
    ]);
    expect(signpost.route('dark rye bread').references.map(({ id }) => id)).toEqual(['rye.md']);
    expect(signpost.read('odd.md')).toBe(text);
  });
});
