import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/index.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { openBakery } from '../route/bakery.ts';

const bakery = openBakery({ semantic: true });
const words = 'bake bread sourdough starter oven clean mixer invoice café shift holidays the a please machine'.split(
  ' ',
);
const phrase = fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((list) => list.join(' '));
const query = fc.oneof(
  phrase,
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        'c++',
        '.net',
        "'s",
        'aB',
        '__proto__',
        'constructor',
        '0x',
        '\u0000',
        '\ud800',
        '…',
        '漢字',
        'ไทย',
      ),
    )
    .map((list) => list.join(' ')),
);

const line = fc.oneof(
  phrase,
  fc.string({ unit: 'binary' }),
  fc.constantFrom('---', '```', '# Bread', '## Decision Tree', '- a → [x](./b.md)', '| If | Read |', '| --- | --- |'),
  fc.constantFrom(
    '| rye | b.md |',
    '├─ a → b.md',
    '1. Is it? Yes → 2. No → a.md',
    'description: a',
    'triggers: [b',
    '  - c',
  ),
  fc.constantFrom(
    '<!-- BEGIN GENERATED INDEX -->',
    '<!-- END GENERATED INDEX -->',
    '- [x](b.md) — d (e; f)',
    'a: &a [*a]',
  ),
);
const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));
const path = fc.oneof(
  fc.constantFrom(
    'SKILL.md',
    'INDEX.md',
    'a.md',
    'b.md',
    'x/SKILL.md',
    'x/a.md',
    'README.md',
    '../a.md',
    '/a.md',
    'a',
    '.',
  ),
  fc.string({ minLength: 1 }),
);
const documents = fc.uniqueArray(fc.record({ path, text }), { selector: (document) => document.path, maxLength: 6 });

describe('any request', () => {
  it('gets a decision with confidence in [0, 1], and is quoted as it was', () => {
    fc.assert(
      fc.property(query, (asked) => {
        const decision = bakery.route(asked, { limit: 1000, explain: true });
        expect(decision.query).toBe(asked);
        for (const { confidence, score } of [{ ...decision, score: 0 }, ...decision.candidates]) {
          expect(confidence >= 0 && confidence <= 1 && score >= 0 && Number.isFinite(score)).toBe(true);
        }
        expect(decision.references.length === 0).toBe(decision.decision === 'abstain');
        if (decision.decision === 'ambiguous') {
          expect(decision.question.options.map(({ id }) => id)).toEqual(decision.references.map(({ id }) => id));
          expect(new Set(decision.question.options.map((option) => option.text)).size).toBe(decision.references.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gets the same decision again, whatever was asked in between', () => {
    fc.assert(
      fc.property(query, query, (asked, other) => {
        const before = JSON.stringify(bakery.route(asked, { explain: true }));
        bakery.route(other);
        expect(JSON.stringify(bakery.route(asked, { explain: true }))).toBe(before);
      }),
    );
  });
});

describe('any document', () => {
  it('loads, is read back as it was, and can be asked', () => {
    fc.assert(
      fc.property(documents, query, (list, asked) => {
        const signpost = buildSignpost(list);
        for (const { id, path: at, entryOnly } of signpost.catalog.references) {
          if (!entryOnly) expect(signpost.read(id)).toBe(list.find((document) => document.path === at)?.text);
        }
        const { confidence } = signpost.route(asked, { explain: true });
        expect(confidence >= 0 && confidence <= 1).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('has messages with a code of the catalogue, a file and a line that exists', () => {
    fc.assert(
      fc.property(documents, (list) => {
        for (const { ruleId, file, line: at, source } of buildSignpost(list).messages) {
          expect([source, typeof ruleId]).toEqual(['signpost', 'string']);
          const own = list.find((document) => document.path === file);
          expect(own).toBeDefined();
          if (at !== undefined) expect(at).toBeLessThanOrEqual((own?.text ?? '').split('\n').length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the order of documents', () => {
  const pages: readonly SourceDocument[] = bakery.catalog.references.map(({ id }) => ({
    path: id,
    text: bakery.read(id),
  }));

  it('does not change a decision of the handbook, to the last bit', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...pages], { minLength: pages.length }), phrase, (shuffled, asked) => {
        const decision = buildSignpost(shuffled).route(asked, { limit: 100, explain: true });
        expect(JSON.stringify(decision)).toBe(JSON.stringify(bakery.route(asked, { limit: 100, explain: true })));
      }),
    );
  });

  it('does not change a decision over any documents', () => {
    const shuffled = documents.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, phrase, ([list, other], asked) => {
        const decision = buildSignpost(other).route(asked, { limit: 100, explain: true });
        expect(JSON.stringify(decision)).toBe(
          JSON.stringify(buildSignpost(list).route(asked, { limit: 100, explain: true })),
        );
      }),
      { numRuns: 300 },
    );
  });
});
