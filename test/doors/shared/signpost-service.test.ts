/** Whatever answers the port of doors answers the same: documents in memory, a pack, what is followed, a store. */

import { describe, expect, it } from 'vitest';
import { servicesOf } from '../../../src/doors/shared/services.ts';
import type { SignpostService } from '../../../src/doors/shared/signpost-service.ts';
import { packSignpost } from '../../../src/index.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { createFollower } from '../../../src/session/create/follower.ts';
import { openPack } from '../../../src/session/create/from-pack.ts';
import { shippedVectors } from '../../../src/session/shipped-vectors.ts';
import { createStoredSignpost } from '../../../src/session/stored-signpost.ts';
import { useDatabase } from '../../storage/postgres/database.ts';
import { pushSignpost } from '../../storage/postgres/push-signpost.ts';

const signpost = buildSignpost([
  {
    path: 'ovens/SKILL.md',
    text: '---\nname: ovens\ndescription: Heating ovens.\n---\n\n## Decision Tree\n\n- Gas? → [Gas](./gas.md)\n',
  },
  { path: 'ovens/gas.md', text: '# Gas\n\nLight it with a match.\n\n## After\n\nLet it cool.\n' },
  { path: 'bread\u200b/SKILL.md', text: '---\nname: bread\ndescription: Baking bread at home.\n---\n\nKnead, wait.\n' },
]);
const { pack, vectors } = await packSignpost(signpost);
const waiting = new AbortController().signal;
const database = useDatabase();

/** Services over the same documents, each as a door gets the one of a request. */
const FORMS: readonly { readonly form: string; readonly make: () => Promise<SignpostService> }[] = [
  { form: 'a signpost', make: async () => servicesOf(signpost)() },
  { form: 'what gives one', make: async () => servicesOf(() => signpost)() },
  { form: 'one that follows', make: async () => servicesOf(createFollower(() => signpost))() },
  { form: 'a pack', make: async () => servicesOf(openPack(pack, vectors ? { vectors } : {}))() },
  { form: 'a store', make: storeOf },
  { form: 'a version of a store', make: async () => (await storeOf()).atOnce(async (version) => version) },
];

async function storeOf(): Promise<SignpostService> {
  await pushSignpost(database.sql, signpost, 'service');
  return servicesOf(createStoredSignpost(database.sql, { catalog: 'service', vectors: shippedVectors() }))();
}

const codeOf = (asked: Promise<unknown>) => asked.catch(({ code }: { readonly code?: unknown }) => code);

describe.each(FORMS)('$form', ({ make }) => {
  it('decides', async () => {
    const options = { explain: true, limit: 3 };
    const { route } = await make();
    expect(await route('light the gas oven', options)).toEqual(signpost.route('light the gas oven', options));
    expect(await codeOf(route('bread', { limit: 0 }))).toBe('SIGNPOST_BAD_OPTION');
  });

  it('counts and lists', async () => {
    const service = await make();
    const ids = signpost.catalog.references.map(({ id }) => id);
    expect(await service.size()).toBe(ids.length);
    const page = await service.list({ under: 'ovens/', from: 1, limit: 1 });
    expect([page.total, page.references.map(({ id }) => id)]).toEqual([2, ['ovens/gas.md']]);
    expect((await service.list()).references.map(({ id }) => id)).toEqual(ids);
    const { references, parents } = await service.listAll();
    expect(references.map(({ id }) => id)).toEqual(ids);
    expect(parents).toEqual(signpost.catalog.parents);
  });

  it('reads', async () => {
    const { read, excerpt, find } = await make();
    expect(await read('ovens/gas.md')).toBe(signpost.read('ovens/gas.md'));
    expect(await excerpt('ovens/gas.md', { section: 'After' })).toEqual(
      signpost.excerpt('ovens/gas.md', { section: 'After' }),
    );
    expect(await find('ovens/gas.md')).toMatchObject({ title: 'Gas', entryOnly: false });
    expect(await find('none')).toBeUndefined();
    expect(await codeOf(read('none'))).toBe('SIGNPOST_UNKNOWN_REFERENCE');
  });

  it('knows an id as it is shown', async () => {
    const { idOf } = await make();
    expect(await idOf('ovens/gas.md')).toBe('ovens/gas.md');
    expect(await idOf('bread\ufffd/SKILL.md')).toBe('bread\u200b/SKILL.md');
  });

  it('gives trees and messages', async () => {
    const { trees, messages, signpost: own = signpost } = await make();
    expect(await trees()).toEqual(signpost.catalog.trees);
    // A pack leaves out what was wrong.
    expect((await messages()).map(String)).toEqual(own.messages.map(String));
  });

  it('is asked several things at once', async () => {
    const service = await make();
    const text = await service.atOnce(async ({ route, read }) => {
      const [first] = (await route('baking bread')).references;
      return read(first?.id ?? '');
    });
    expect(text).toContain('Knead');
  });

  it('says that what is about files needs them', async () => {
    const { lint, whyNot } = await make();
    expect(await codeOf(lint(waiting))).toBe('SIGNPOST_BAD_OPTION');
    expect(await codeOf(whyNot({ query: 'bread', reference: 'ovens/gas.md' }))).toBe('SIGNPOST_BAD_OPTION');
  });
});

it('is one of each moment, and the same for as long as that is', () => {
  let current = signpost;
  const now = servicesOf(createFollower(() => current));
  const before = now();
  expect(now()).toBe(before);
  current = buildSignpost([]);
  expect(now()).not.toBe(before);
  expect([before.signpost, now().signpost]).toEqual([signpost, current]);
});
