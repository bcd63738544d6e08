/** Thresholds that a root sets for itself. */

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSignpost } from '../../src/index.ts';
import { lint } from '../../src/maintain/lint/lint.ts';
import { whyNot } from '../../src/maintain/suggest/why-not.ts';
import { makeFolder, type TestFolder } from '../maintain/folder.ts';

const CONFIG = 'signpost.config.json';
const page = (description: string, trigger: string) =>
  `---\ndescription: ${description}\ntriggers: ["${trigger}"]\n---\n# Page\n`;

describe('the thresholds of a root', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = makeFolder();
    folder.write({
      'docs/keys.md': page('Rotating API keys without downtime.', 'rotate keys'),
      'docs/backups.md': page('Restoring a database from a nightly backup.', 'restore a backup'),
      'more/invoices.md': page('Sending and correcting invoices.', 'send an invoice'),
    });
  });
  afterEach(() => folder.remove());
  const open = (...roots: string[]) => openSignpost({ roots: roots.map((root) => join(folder.path, root)) });
  const never = JSON.stringify({ route: { abstainBelow: 1 } });

  it('hold for whoever opens it', async () => {
    expect((await open('docs')).route('rotate keys').decision).toBe('route');
    folder.write({ [`docs/${CONFIG}`]: never });
    expect((await open('docs')).route('rotate keys')).toMatchObject({ decision: 'abstain', reason: 'low-confidence' });
  });

  it('are of the first root that sets them', async () => {
    folder.write({ [`more/${CONFIG}`]: never });
    expect((await open('docs', 'more')).route('rotate keys').decision).toBe('abstain');
    folder.write({ [`docs/${CONFIG}`]: JSON.stringify({ route: { abstainBelow: 0, ambiguousBelow: 0 } }) });
    expect((await open('docs', 'more')).route('rotate keys').decision).toBe('route');
    expect((await open('more', 'docs')).route('rotate keys').decision).toBe('abstain');
  });

  it('are all that is asked of a configuration', async () => {
    folder.write({ [`docs/${CONFIG}`]: '{"lint":{"rules":{"from-the-future":"error"}},"route":{"abstainBelow":1}}' });
    expect((await open('docs')).route('rotate keys').decision).toBe('abstain');
    folder.write({ [`docs/${CONFIG}`]: '["not", "an", "object"]' });
    expect((await open('docs')).route('rotate keys').decision).toBe('route');
  });

  it('are not taken from a link out of the repository', async () => {
    folder.write({ 'elsewhere.json': never });
    symlinkSync(join(folder.path, 'elsewhere.json'), join(folder.path, 'docs', CONFIG));
    expect((await open('docs')).route('rotate keys').decision).toBe('route');
    // Within one repository it is no stranger's.
    folder.write({ '.git/HEAD': '' });
    expect((await open('docs')).route('rotate keys').decision).toBe('abstain');
  });

  it('give way to what a call says', async () => {
    folder.write({ [`docs/${CONFIG}`]: never });
    const roots = [join(folder.path, 'docs')];
    const signpost = await openSignpost({ roots, route: { abstainBelow: 0 } });
    expect(signpost.route('rotate keys').decision).toBe('route');
    expect((await open('docs')).route('rotate keys', { abstainBelow: 0 }).decision).toBe('route');
    expect((await openSignpost({ roots, route: {} })).route('rotate keys').decision).toBe('abstain');
  });

  it('hold for maintainers, too', () => {
    const root = join(folder.path, 'docs');
    // Its title is the trigger of the other.
    folder.write({ 'docs/backups.md': '---\ntitle: Keys\ndescription: Keys.\ntriggers: ["restore"]\n---\n' });
    folder.write({ 'docs/keys.md': page('Rotating API keys without downtime.', 'keys') });
    const misroutes = () =>
      lint({ roots: [root] }).files.flatMap(({ messages }) =>
        messages.filter(({ ruleId }) => ruleId === 'trigger-misroutes'),
      );
    const asked = { root, query: 'rotate keys', reference: 'backups.md' };
    expect(misroutes()).not.toEqual([]);
    expect(whyNot(asked).decision).toBe('route');
    folder.write({ [`docs/${CONFIG}`]: never });
    expect(whyNot(asked).decision).toBe('abstain');
    expect(misroutes()).toEqual([]);
  });

  it.each([
    [
      'no number',
      '{"route":{"abstainBelow":"0.5"}}',
      /value of `route\.abstainBelow` in .*, expected a number from 0 to 1/,
    ],
    [
      'more than 1',
      '{"route":{"ambiguousBelow":1.5}}',
      /value of `route\.ambiguousBelow` in .*, expected a number from 0 to 1/,
    ],
    ['a key that is not known', '{"route":{"abstainbelow":0}}', /did you mean `abstainBelow`\?$/],
  ])('that are %s stop who opens it', async (_name, text, message) => {
    folder.write({ [`docs/${CONFIG}`]: text });
    await expect(open('docs')).rejects.toMatchObject({
      code: 'SIGNPOST_BAD_CONFIG',
      message: expect.stringMatching(message),
    });
  });
});
