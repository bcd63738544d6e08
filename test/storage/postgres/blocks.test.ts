import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FIELDS, MOST_IN_BODY } from '../../../src/search/fields.ts';
import { decodeBlocks, encodeBlock } from '../../../src/storage/postgres/blocks.ts';

const counts = fc
  .tuple(...FIELDS.map((field) => fc.integer({ min: 0, max: field === 'body' ? MOST_IN_BODY : 70_000 })))
  .filter((own) => own.some((count) => count > 0));
const block = fc.uniqueArray(fc.record({ place: fc.integer({ min: 0, max: 999 }), counts }), {
  selector: ({ place }) => place,
  minLength: 1,
});

it('what is encoded is decoded, block behind block, by rising places', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 4 }), fc.boolean(), (blocks, isBackward) => {
      const sorted = blocks.map((own) => [...own].sort((a, b) => a.place - b.place));
      const bytes = Buffer.concat(sorted.map((own, segment) => encodeBlock(segment, own)));
      const baseOf = (segment: number) => (isBackward ? blocks.length - segment : segment) * 1000;
      const lists = decodeBlocks(bytes, (segment) =>
        Int32Array.from({ length: 1000 }, (_, at) => baseOf(segment) + at),
      );
      for (const [at, field] of FIELDS.entries()) {
        const expected = sorted
          .flatMap((own, segment) => own.map((one) => [baseOf(segment) + one.place, one.counts[at] ?? 0] as const))
          .filter(([, count]) => count > 0)
          .sort(([a], [b]) => a - b);
        expect([...lists[field]]).toEqual(expected.flat());
      }
    }),
  );
});

it('documents and segments of other versions are left out', () => {
  const one = { place: 0, counts: [1, 0, 2, 0, 3] };
  const bytes = Buffer.concat([encodeBlock(7, [one]), encodeBlock(8, [one, { ...one, place: 3 }])]);
  const lists = decodeBlocks(bytes, (segment) => (segment === 8 ? Int32Array.from([-1, -1, -1, 5]) : undefined));
  expect(FIELDS.map((field) => [...lists[field]])).toEqual([[5, 1], [], [5, 2], [], [5, 3]]);
});
