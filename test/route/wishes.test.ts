/** Where one wish of a request may end and another begin, and what is opened for each. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wishesIn } from '../../src/route/wishes.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';

describe('wishesIn', () => {
  it.each([
    ['sentences', 'Send an invoice. Swap a shift with Anna!', ['Send an invoice.', 'Swap a shift with Anna!']],
    ['lines', 'send an invoice\nswap a shift', ['send an invoice', 'swap a shift']],
    ['coordinated clauses', 'send an invoice and swap a shift', ['send an invoice', 'swap a shift']],
    ['what comes after', 'clean the mixer, then feed the starter', ['clean the mixer', 'feed the starter']],
    [
      'items',
      'send an invoice, swap a shift, and feed the starter',
      ['send an invoice', 'swap a shift', 'feed the starter'],
    ],
    [
      'clauses of another language',
      'Rechnung schreiben und danach Schicht tauschen',
      ['Rechnung schreiben', 'Schicht tauschen'],
    ],
    ['clauses without spaces', '发送发票给客户，然后和同事交换班次', ['发送发票给客户', '和同事交换班次']],
    ['sentences without spaces', '送付発票請求。交換勤務時間。', ['送付発票請求。', '交換勤務時間。']],
  ])('splits at %s', (_name, text, parts) => {
    expect(wishesIn(text)).toEqual(parts);
  });

  it.each([
    ['of one clause', 'send an invoice to a customer'],
    ['that joins two words', 'format and lint my code'],
    ['that names a file', 'update package.json dependencies'],
    ['that names versions', 'move from python 3.11 to python 3.12 today'],
    ['that refuses something', 'scaffold a dbt component, but not for dbt Cloud'],
    ['of a list of words', 'flour, water, salt, yeast'],
    ['of one clause and a courtesy', 'Send an invoice to a customer. Thank you!'],
    ['that is empty', ''],
    ['that is long', 'Send an invoice. Swap a shift. '.repeat(140)],
  ])('leaves a request %s alone', (_name, text) => {
    expect(wishesIn(text)).toEqual([]);
  });

  it('ends in time, whatever the request', { timeout: 5000 }, () => {
    for (const part of ['a, ', 'ab cd, ', 'and ', '然后', 'x. ', '，']) {
      expect(wishesIn(part.repeat(4000 / part.length)).length).toBeLessThanOrEqual(8);
    }
  });

  it('gives two to eight parts, each out of the request, or none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('send', 'invoice', ' and ', ', ', '. ', '\n', ' ', '。', 'swap', 'shift')),
        (words) => {
          const text = words.join('');
          const parts = wishesIn(text);
          expect([0, 2, 3, 4, 5, 6, 7, 8]).toContain(parts.length);
          for (const part of parts) expect(text).toContain(part);
        },
      ),
    );
  });
});

describe('references', () => {
  const page = (description: string) => `---\ndescription: ${description}\n---\n`;
  const signpost = buildSignpost([
    { path: 'invoices.md', text: page('Write, send and correct invoices for customers.') },
    { path: 'shifts.md', text: page('Swap shifts and plan who works when.') },
    { path: 'starter.md', text: page('Feed and revive a sourdough starter.') },
    { path: 'oven.md', text: page('Repair the deck oven.') },
  ]);
  const chosen = (query: string) =>
    signpost
      .route(query)
      .references.map(({ id }) => id)
      .sort();

  it('answer every wish, three at the most', () => {
    expect(chosen('Send an invoice to a customer. Also, swap my shifts on Monday.')).toEqual([
      'invoices.md',
      'shifts.md',
    ]);
    expect(chosen('Feed the sourdough starter, swap the shifts, and correct an invoice')).toEqual([
      'invoices.md',
      'shifts.md',
      'starter.md',
    ]);
    expect(chosen('Feed the starter, swap the shifts, correct an invoice, repair the oven')).toHaveLength(3);
  });

  it('are explained part by part, though only one candidate is to be reported', () => {
    const { explanation } = signpost.route('Swap my shifts, and send an invoice to a customer', {
      limit: 1,
      explain: true,
    });
    expect(explanation?.parts.map(({ text, best }) => [text, best?.id])).toEqual([
      ['Swap my shifts', 'shifts.md'],
      ['send an invoice to a customer', 'invoices.md'],
    ]);
    expect(explanation?.candidates.map(({ id }) => id).sort()).toEqual(['invoices.md', 'shifts.md']);
  });

  it('answer a wish with a slip of the finger', () => {
    expect(chosen('Swap my shifts with Anna, and corect the invoises of a customer')).toEqual([
      'invoices.md',
      'shifts.md',
    ]);
  });

  it('are none of what is refused', () => {
    expect(chosen('Send an invoice to a customer, but never swap the shifts')).toEqual(['invoices.md']);
  });

  it('answer two wishes that are clear, though the whole is about neither', () => {
    const many = buildSignpost(
      ['invoices', 'shifts', 'starters', 'ovens', 'doughs', 'customers'].map((thing) => ({
        path: `${thing}.md`,
        text: page(`Plan, send, swap and repair ${thing}.`),
      })),
    );
    const { decision, inScope, references } = many.route('repair ovens and then swap shifts');
    expect(decision).toBe('route');
    expect(references.map(({ id }) => id).sort()).toEqual(['ovens.md', 'shifts.md']);
    expect(inScope).toBeGreaterThan(0.5);
  });

  it('answer wishes before and after a story of 1,500 characters', () => {
    const story = 'It had rained for days and the river stood high. '.repeat(30);
    expect(chosen(`Swap the shifts on Monday. ${story}And then send an invoice to the customer.`)).toEqual([
      'invoices.md',
      'shifts.md',
    ]);
  });

  it('leave out what only tells a story', () => {
    expect(chosen('It rained all day and nobody came by. How do I send an invoice to a customer?')).toEqual([
      'invoices.md',
    ]);
    expect(chosen('Send an invoice to the customer, and correct the old invoices of that customer')).toEqual([
      'invoices.md',
    ]);
  });
});
