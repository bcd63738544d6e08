import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../../src/domain/reference.ts';
import { buildCatalog } from '../../../src/load/catalog/build-catalog.ts';

const word = fc.constantFrom('rye', 'oven', 'flour', 'starter', 'invoice', 'crust', 'heat');
const folder = fc.constantFrom('', 'a/', 'b/', 'a/c/');
const path = fc
  .tuple(folder, fc.oneof(fc.constantFrom('SKILL', 'INDEX', 'README'), word))
  .map(([above, name]) => `${above}${name}.md`);
/** Lines out of which documents are made: names that clash, links that hit and miss, trees, blocks, mistakes. */
const line = fc.oneof(
  fc.tuple(word, path).map(([text, to]) => `- ${text}? → [${text}](/${to})`),
  fc.tuple(word, word).map(([question, label]) => `- ${question}? → ${label}`),
  word.map((name) => `## Decision Tree ${name}`),
  word.map((name) => `# ${name}`),
  fc
    .array(fc.tuple(word, path), { maxLength: 4 })
    .map((entries) =>
      [
        '<!-- BEGIN GENERATED INDEX -->',
        ...entries.map(([text, to]) => `- [${text}](/${to}) — ${text}`),
        '<!-- END GENERATED INDEX -->',
      ].join('\n'),
    ),
);
const text = fc
  .tuple(fc.option(word), fc.array(line, { maxLength: 5 }))
  .map(([name, lines]) => `${name === null ? '' : `---\nname: ${name}\n---\n`}${lines.join('\n')}\n`);
const documents = fc.uniqueArray(fc.record({ path, text }), { selector: (document) => document.path, maxLength: 10 });
const shuffled = documents.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
);

/** Everything a caller can see of a catalog, maps included. */
function seen(list: readonly SourceDocument[]): unknown {
  const { catalog, texts, messages } = buildCatalog(list);
  return {
    ...catalog,
    trees: [...catalog.trees],
    entryTexts: [...catalog.entryTexts],
    parents: [...catalog.parents].sort(),
    texts: [...texts].sort(),
    messages: messages.map((message) => `${message} ${message.ruleId}`),
  };
}

describe('buildCatalog', () => {
  it('does not depend on the order of the documents: ids, parents, branches and messages are equal', () => {
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(seen(other)).toEqual(seen(list));
      }),
      { numRuns: 300 },
    );
  });

  it('gives every reference an id of its own, and parents, targets and texts that exist', () => {
    fc.assert(
      fc.property(documents, (list) => {
        const { catalog, texts } = buildCatalog(list);
        const ids = catalog.references.map(({ id }) => id);
        const known = new Set(ids);
        expect(known.size).toBe(ids.length);
        for (const [child, parent] of catalog.parents)
          expect([known.has(child), known.has(parent)]).toEqual([true, true]);
        for (const { owner, targets, conditions } of catalog.branches) {
          for (const id of [owner, ...targets]) expect(known).toContain(id);
          expect(conditions).not.toEqual([]);
        }
        for (const { id, entryOnly } of catalog.references) expect(texts.has(id)).toBe(!entryOnly);
      }),
      { numRuns: 300 },
    );
  });

  it('never goes round in a circle from parent to parent', () => {
    fc.assert(
      fc.property(documents, (list) => {
        const { parents } = buildCatalog(list).catalog;
        for (const start of parents.keys()) {
          let steps = 0;
          for (let at = parents.get(start); at !== undefined && steps <= parents.size; at = parents.get(at)) steps++;
          expect(steps).toBeLessThanOrEqual(parents.size);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('turns any text at any path into a catalog and messages, never an exception', () => {
    const anyDocument = fc.record({ path: fc.string({ minLength: 1 }), text: fc.string({ unit: 'binary' }) });
    fc.assert(
      fc.property(fc.array(anyDocument, { maxLength: 5 }), (list) => {
        expect(() => buildCatalog(list)).not.toThrow();
      }),
    );
  });
});
