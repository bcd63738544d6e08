/** Suggested triggers: measured before and after, and written only when asked. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LabelledRequest } from '../../../src/domain/labelled-request.ts';
import { lint } from '../../../src/maintain/lint/lint.ts';
import { mineTriggers } from '../../../src/maintain/suggest/mine-triggers.ts';
import { suggest } from '../../../src/maintain/suggest/suggest.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { described, makeFolder, type TestFolder, titled } from '../folder.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

const request = (query: string, ...expected: string[]): LabelledRequest => ({
  query,
  expected,
  acceptable: [],
  not: [],
});

/** Two pages that both speak of keys; the second holds what the first is asked for. */
function keysAndVault(): void {
  folder.write({
    'keys.md': `${described('What to do about leaked credentials of services.', 'rotate API keys')}\nKeys, keys.\n`,
    'vault.md': `${described('Where secrets are stored.', 'store a secret')}\n## Leaked credentials response\n\nUse when a credential was posted in public. Run \`vault.revoke_all\`.\n`,
  });
}

describe('suggest', () => {
  it('proposes a phrase of the file itself that wins a request of an evaluation', () => {
    keysAndVault();
    const before = folder.all();
    const result = suggest({ root: folder.path, requests: [request('leaked credentials response', 'vault.md')] });
    expect(result).toMatchObject({ wrongBefore: 1, wrongAfter: 0, open: [] });
    expect(result.suggestions).toEqual([
      expect.objectContaining({
        path: 'vault.md',
        trigger: 'Leaked credentials response',
        source: 'heading',
        written: false,
        won: [{ query: 'leaked credentials response', expected: ['vault.md'], before: 'keys.md', after: 'vault.md' }],
        lost: [],
      }),
    ]);
    expect(folder.all()).toEqual(before);
  });

  it('ends with hundreds of references of the same words, and says what it left out', () => {
    const page = (at: number) => {
      const triggers = Array.from({ length: 60 }, (_none, n) => `red${(at + n) % 9} blue${n % 9} green${(at * n) % 9}`);
      return `---\ndescription: Page ${at}.\ntriggers: ${JSON.stringify(triggers)}\n---\n# P\n\n## Mixing red${at % 9} with blue${at % 7}\n`;
    };
    folder.write(Object.fromEntries(Array.from({ length: 200 }, (_none, at) => [`${at}.md`, page(at)])));
    const { requests, unasked, untried } = suggest({ root: folder.path });
    expect(requests + unasked).toBe(200 * 60);
    expect(unasked).toBeGreaterThan(0);
    expect(untried).toBeGreaterThan(0);
  });

  it('proposes as much beside thousands of requests that nothing can win', () => {
    keysAndVault();
    const others = Array.from({ length: 12_000 }, (_none, at) => request(`store keys ${at}`, 'keys.md'));
    const result = suggest({
      root: folder.path,
      requests: [request('leaked credentials response', 'vault.md'), ...others],
    });
    expect(result.suggestions).toMatchObject([{ path: 'vault.md', trigger: 'Leaked credentials response' }]);
    expect(result.unasked).toBe(0);
  });

  it('counts no trigger without a word as one that was not asked about', () => {
    folder.write({ 'a.md': described('About keys.', '!!!', '???', 'rotate keys'), 'b.md': described('About locks.') });
    expect(suggest({ root: folder.path })).toMatchObject({ requests: 1, unasked: 0 });
  });

  it('writes it when asked, and then has nothing more to propose', () => {
    keysAndVault();
    const requests = [request('leaked credentials response', 'vault.md')];
    suggest({ root: folder.path, requests, write: true });
    expect(folder.read('vault.md')).toContain('triggers: ["store a secret", "Leaked credentials response"]');
    expect(suggest({ root: folder.path, requests })).toMatchObject({ suggestions: [], wrongBefore: 0 });
  });

  it('says which request a neighbour would lose, and proposes nothing that loses as much as it wins', () => {
    keysAndVault();
    const requests = [
      request('leaked credentials response', 'vault.md'),
      request('our leaked credentials response', 'keys.md'),
    ];
    expect(suggest({ root: folder.path, requests })).toMatchObject({ suggestions: [], wrongBefore: 1, wrongAfter: 1 });
    const more = [...requests, request('leaked credential response plan', 'vault.md')];
    const { suggestions } = suggest({ root: folder.path, requests: more });
    expect(suggestions[0]?.won.length).toBeGreaterThan(suggestions[0]?.lost.length ?? 0);
    expect(suggestions[0]?.lost.map(({ query }) => query)).toEqual(['our leaked credentials response']);
  });

  it('begins with the triggers that lint finds misrouted', () => {
    folder.write({
      'a.md': described('Rotating API keys without downtime.', 'rotate API keys, backups'),
      'backups.md': titled('Backups', 'nightly backups'),
    });
    const rules = lint({ roots: [folder.path] }).files.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
    const { wrongBefore, open } = suggest({ root: folder.path });
    expect(rules.filter((rule) => rule === 'trigger-misroutes')).toHaveLength(wrongBefore);
    expect(open.map(({ query, after }) => [query, after])).toEqual([['backups', 'backups.md']]);
  });

  it.each([
    ['a reference that is not there', { requests: [request('x', 'gone.md')] }, 'SIGNPOST_BAD_OPTION'],
    ['no root', { root: '' }, 'SIGNPOST_BAD_OPTION'],
    ['a root that is not there', { root: '/nowhere/at/all' }, 'SIGNPOST_ROOT_NOT_FOUND'],
  ])('refuses %s', (_name, options, code) => {
    keysAndVault();
    expect(() => suggest({ root: folder.path, ...options })).toThrow(expect.objectContaining({ code }));
  });
});

describe('mineTriggers', () => {
  const mine = (text: string) => {
    const [reference] = buildSignpost([{ path: 'a.md', text }]).catalog.references;
    return reference ? mineTriggers(reference).map(({ text: phrase, source }) => `${source}: ${phrase}`) : [];
  };

  it.each([
    [
      'headings, but not those every file has',
      '# Keys\n\n## Overview\n\n## 1. Rotate a key\n',
      ['heading: Rotate a key'],
    ],
    [
      '"use when" sentences, wish by wish',
      '# K\n\nUse when a key has expired, or the vault is sealed. Done.',
      ['use when: key has expired', 'use when: vault is sealed'],
    ],
    [
      'identifiers in code',
      '# K\n\nSet `API_KEY` and `keys.rotate_all()`, or `just words here`.',
      ['identifier: API_KEY', 'identifier: keys.rotate_all()'],
    ],
    ['not what the triggers say', '---\ntitle: K\ntriggers: ["rotating keys, x"]\n---\n\n## Rotate keys\n', []],
    ['nothing that would split in two', '# K\n\n## Keys, locks; doors\n', ['heading: Keys locks doors']],
    ['each once', '# K\n\n## Rotate keys\n\n## Rotating keys\n', ['heading: Rotate keys']],
  ])('takes %s', (_name, text, expected) => {
    expect(mine(text)).toEqual(expected);
  });
});
