import { describe, expect, it } from 'vitest';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { openBakery } from './bakery.ts';

describe('whole orderings over the handbook of a bakery', () => {
  const bakery = openBakery();
  const order = (query: string) => bakery.route(query, { limit: 20 }).candidates.map(({ id }) => id);

  it('bread', () => {
    expect(order('all about bread')).toEqual([
      'bread/INDEX.md', // is about bread as a whole, and nothing in the request tells its files apart
      'bread/rye.md', // has bread in title, description and triggers
      'bread/baguette.md', // only stands in the folder of that name
      'bread/sourdough.md', // the same: a tie, broken by id
    ]);
  });

  it('bake bread', () => {
    expect(order('bake bread')).toEqual([
      'bread/INDEX.md', // is all about bread, and baking tells none of the files below it from most others
      'bread/rye.md', // says both words, in title, description and triggers
      'bread/sourdough.md', // "bake" in the description, "bread" only as a folder
      'bread/baguette.md', // "bread" only as a folder
      'oven-maintenance.md', // no word of its own: the tree leads "the machine that bakes" here
    ]);
  });

  it('scoring bread', () => {
    expect(order('scoring bread')).toEqual([
      'bread/baguette.md', // has "scoring" as a trigger: it holds what was asked for
      'bread/INDEX.md', // scored more, being all about bread, but is put behind the file below it that answers
      'bread/rye.md', // "bread" in title, description and triggers
      'bread/sourdough.md', // "bread" only as a folder
    ]);
  });

  it('the oven is too hot and an invoice has to be sent to a café', () => {
    expect(order('The oven is too hot and I have to send an invoice to a café')).toEqual([
      'office/invoices.md', // four words of the request: "send", "invoices", "cafés" in the description and the trigger
      'oven-maintenance.md', // two words, though in one trigger: "oven is too hot"
      'bread/baguette.md', // "oven" in its body, which is as long as the next one's
      'bread/rye.md', // "oven" in its body: a tie, broken by id
    ]);
  });

  it('the same, whatever order the files came in', () => {
    const files = bakery.catalog.references.map(({ id, path }) => ({ path, text: bakery.read(id) }));
    const backward = buildSignpost(files.reverse(), { semantic: false });
    for (const query of ['all about bread', 'bake bread', 'The oven is too hot', 'clean the machine']) {
      expect(backward.route(query, { limit: 20 })).toEqual(bakery.route(query, { limit: 20 }));
    }
  });
});
