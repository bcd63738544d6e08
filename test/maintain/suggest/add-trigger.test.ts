/** A trigger put into front matter, in the way the author writes it. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdownDocument } from '../../../src/load/markdown/parse-document.ts';
import { addTrigger } from '../../../src/maintain/suggest/add-trigger.ts';

describe('addTrigger', () => {
  it.each([
    [
      'a list',
      '---\ntriggers:\n  - "a"\n  - b # why\nx: y\n---\n# T\n',
      '---\ntriggers:\n  - "a"\n  - b # why\n  - "new"\nx: y\n---\n# T\n',
    ],
    ['a list at the left', '---\ntriggers:\n- a\n---\n', '---\ntriggers:\n- a\n- "new"\n---\n'],
    ['a list in brackets', '---\ntriggers: [a, "b"]\n---\n', '---\ntriggers: [a, "b", "new"]\n---\n'],
    ['one text', '---\ntriggers: a, b\n---\n', '---\ntriggers:\n  - a, b\n  - "new"\n---\n'],
    ['an empty list', '---\ntriggers: []\n---\n', '---\ntriggers: ["new"]\n---\n'],
    [
      'a list whose last item is a block',
      '---\ntriggers:\n  - >-\n    a b\n    c\nname: q\n---\n',
      '---\ntriggers:\n  - >-\n    a b\n    c\n  - "new"\nname: q\n---\n',
    ],
    ['no value', '---\ntriggers:\nname: x\n---\n', '---\ntriggers:\n  - "new"\nname: x\n---\n'],
    [
      'metadata',
      '---\nmetadata:\n  triggers:\n    - a\n---\n',
      '---\nmetadata:\n  triggers:\n    - a\n    - "new"\n---\n',
    ],
    ['no field', '---\ntitle: T\n---\n# T\n', '---\ntitle: T\ntriggers:\n  - "new"\n---\n# T\n'],
    ['no front matter', '# T\n', '---\ntriggers:\n  - "new"\n---\n\n# T\n'],
    ['CRLF', '---\r\ntriggers:\r\n  - a\r\n---\r\n', '---\r\ntriggers:\r\n  - a\r\n  - "new"\r\n---\r\n'],
    ['a byte-order mark', '\ufeff---\ntriggers: [a]\n---\n', '\ufeff---\ntriggers: [a, "new"]\n---\n'],
  ])('to %s', (_name, before, after) => {
    expect(addTrigger(before, 'new')).toBe(after);
  });

  it.each([
    ['a text over several lines', '---\ntriggers: >-\n  refund money,\n  payments\ntitle: Alpha\n---\n'],
    ['a plain text over two lines', '---\ntriggers: a\n  b c\n---\n'],
    ['a map', '---\ntriggers:\n  k: v\n---\n'],
    ['JSON', '---json\n{"title":"x"}\n---\n'],
  ])('is not put where it would not read as before: %s', (_name, text) => {
    const added = addTrigger(text, 'new');
    if (added === undefined) return;
    const before = parseMarkdownDocument({ path: 'a.md', text }).fields;
    const after = parseMarkdownDocument({ path: 'a.md', text: added }).fields;
    expect(after).toEqual({ ...before, triggers: [...(before.triggers ?? []), 'new'] });
  });

  it('keeps every trigger there was, and adds the one, whatever they say', () => {
    const phrase = fc
      .string({ unit: fc.constantFrom(...'ab :#"\'-[]{}&*é'), minLength: 1 })
      .filter((text) => /[a-b]/.test(text));
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 4 }), phrase, fc.boolean(), (triggers, added, flow) => {
        const items = triggers.map((trigger) => JSON.stringify(trigger));
        const list = flow ? ` [${items.join(', ')}]` : items.map((item) => `\n  - ${item}`).join('');
        const text = `---\ntitle: T\n${triggers.length === 0 ? '' : `triggers:${list}\n`}---\n`;
        const { fields } = parseMarkdownDocument({ path: 'a.md', text: addTrigger(text, added) ?? '' });
        expect(fields.triggers).toEqual([...triggers, added]);
      }),
    );
  });
});
