/** Texts to try text analysis on. */

import * as fc from 'fast-check';

const TRICKY = [
  'DbtProject',
  'dbt_assets',
  'defs.yaml',
  '1.10',
  'C++',
  'c#',
  '.NET',
  'café',
  'e\u0301',
  '如何部署',
  'データ',
  'ติดตั้ง',
  '한국어',
  'İ',
  'ΣΑΣ',
  '🚀',
  '’s',
  '\u0000',
  '\u2028',
  '`',
] as const;

/** Any string there can be, lone surrogates included, and mixtures of what people write. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.oneof(fc.constantFrom(...TRICKY), fc.constantFrom(' ', '', '_', '.', "'", '-'), fc.string()), {
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
);
