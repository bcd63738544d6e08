/** Why not another reference: the evidence of both, and the edit that would turn the choice. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSignpost } from '../../../src/index.ts';
import { addTrigger } from '../../../src/maintain/suggest/add-trigger.ts';
import { whyNot } from '../../../src/maintain/suggest/why-not.ts';
import { renderWhyNot, renderWhyNotJson } from '../../../src/report/render-why-not.ts';
import { described, makeFolder, type TestFolder } from '../folder.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = makeFolder();
  folder.write({
    'keys.md': described('Rotating API keys of services without downtime.', 'rotate keys'),
    'vault.md': described('Where secrets are stored and who may read them.', 'store a secret'),
  });
});
afterEach(() => folder.remove());

const ask = (query: string, reference: string) => whyNot({ root: folder.path, query, reference });

describe('whyNot', () => {
  it('names both sides with their scores, and the evidence that differs most first', () => {
    const { winner, wanted, path, evidence, decision } = ask('rotate the keys that are stored', 'vault');
    expect(decision).toBe('route');
    expect([winner?.path, wanted?.path, path]).toEqual(['keys.md', 'vault.md', 'vault.md']);
    expect(winner?.score).toBeGreaterThan(wanted?.score ?? 0);
    const differences = evidence.map((row) => Math.abs(row.winner - row.wanted));
    expect(differences).toEqual([...differences].sort((a, b) => b - a));
    expect(evidence.length).toBeGreaterThan(2);
  });

  it('finds the shortest trigger that turns it: written into the file, it does', async () => {
    const query = 'rotate the keys that leaked yesterday';
    const { edit } = ask(query, 'vault.md');
    expect(edit).toBeDefined();
    folder.write({
      'vault.md': addTrigger(folder.read('vault.md'), edit?.kind === 'trigger' ? edit.trigger : '') ?? '',
    });
    const signpost = await openSignpost({ roots: [folder.path] });
    expect(signpost.route(query).references[0]?.path).toBe('vault.md');
  });

  it('finds a branch where no trigger turns it: written into the tree, it does', async () => {
    const tree = (...branches: string[]) =>
      `---\nname: pages\ndescription: Pages.\n---\n## Decision Tree\n\n${branches.join('\n')}\n`;
    const other = '- Order chairs? → [chairs](./chairs.md)';
    folder.write({
      'SKILL.md': tree(other),
      'chairs.md': described('Ordering chairs.', 'order chairs'),
      // It has the trigger already: another one gives it nothing.
      'vault.md': described('Where secrets are stored and who may read them.', 'rotate the root keys'),
      'keys.md': described('Doors and locks.', 'lock a door'),
      'machines.md': described('Root machines.', 'rotate the root keys'),
    });
    const query = 'rotate the root keys';
    const { edit } = ask(query, 'vault.md');
    expect(edit).toMatchObject({ kind: 'branch', path: 'SKILL.md', heading: 'Decision Tree' });
    const condition = edit?.kind === 'branch' ? edit.condition : '';
    folder.write({ 'SKILL.md': tree(other, `- ${condition}? → [vault](./vault.md)`) });
    expect((await openSignpost({ roots: [folder.path] })).route(query).references[0]?.path).toBe('vault.md');
  });

  it('says which other requests that trigger would take away', () => {
    const { edit } = ask('rotate keys', 'vault.md');
    // Both would have it, so that it is either no turn or one that is paid for.
    expect(edit === undefined || edit.lost.some(({ query }) => query === 'rotate keys')).toBe(true);
  });

  it('has no edit for what is opened beside another', () => {
    const result = ask('rotate keys, and then store a secret', 'vault');
    expect(result).toMatchObject({ isChosen: true, edit: undefined });
    expect(renderWhyNot(result)).toMatch(/^vault\.md was chosen already/);
  });

  it('compares nothing with itself where it abstained', () => {
    folder.write({ 'signpost.config.json': '{"route":{"abstainBelow":1}}' });
    const text = renderWhyNot(ask('store the secret of a door', 'vault'));
    expect(text).toMatch(/^It abstained; nearest is vault\.md\n/);
    expect(text).not.toContain('winner');
  });

  it('refuses a label of a reference that is not there, whether or not an edit is found', () => {
    const requests = [{ query: 'x', expected: ['gone'], acceptable: [], not: [] }];
    expect(() => whyNot({ root: folder.path, query: 'rotate keys', reference: 'keys', requests })).toThrow(
      expect.objectContaining({ code: 'SIGNPOST_BAD_OPTION' }),
    );
  });

  it('has no edit for what wins already', () => {
    const result = ask('rotate keys', 'keys');
    expect(result.edit).toBeUndefined();
    expect(renderWhyNot(result)).toBe('keys.md was chosen already');
  });

  it('explains an abstention, and a reference that is no candidate', () => {
    const result = ask('bake a cake', 'vault');
    expect(result).toMatchObject({ decision: 'abstain', winner: undefined, wanted: undefined });
    expect(renderWhyNot(result)).toMatch(/^It abstained; nearest is no reference, not vault\.md/);
    expect(JSON.parse(renderWhyNotJson(result))).toMatchObject({ winner: null, wanted: null });
  });

  it('names the reference that was probably meant', () => {
    expect(() => ask('x', 'vaullt')).toThrow(expect.objectContaining({ code: 'SIGNPOST_UNKNOWN_REFERENCE' }));
    expect(() => ask('x', 'vaullt')).toThrow(/did you mean `vault`\?/);
  });
});
