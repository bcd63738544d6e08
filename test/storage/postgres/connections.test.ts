import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type ConnectionPool, createConnections } from '../../../src/storage/postgres/connections.ts';

const FULL = Object.assign(new Error('too many connections for role "reader"'), { code: '53300' });

/** A server that gives some connections, and a pool that keeps those it gave. */
function poolOf(server: { gives: number; readonly error?: Error }) {
  const seen = { open: 0, idle: 0, used: 0, mostUsed: 0, refused: 0 };
  let connecting = 0;
  const pool: ConnectionPool<{ done(): void; lose(): void }> = {
    get totalCount() {
      return seen.open + connecting;
    },
    async connect() {
      if (seen.idle > 0) seen.idle--;
      else {
        connecting++;
        await sleep(1);
        connecting--;
        if (seen.open >= server.gives) {
          seen.refused++;
          throw server.error ?? FULL;
        }
        seen.open++;
      }
      seen.used++;
      seen.mostUsed = Math.max(seen.mostUsed, seen.used);
      return {
        done() {
          seen.used--;
          seen.idle++;
        },
        lose() {
          seen.used--;
          seen.open--;
        },
      };
    },
  };
  return { pool, seen };
}

const WAITS = { inUseMs: 10_000, noneMs: 60, growMs: 60_000 };

describe('connections', () => {
  it.each([
    { most: 8, gives: 100, used: 8 },
    { most: 8, gives: 3, used: 3 },
    { most: 8, gives: 1, used: 1 },
    { most: 1, gives: 3, used: 1 },
  ])('are $used at once where $gives are given and $most wanted, and all work is done', async (own) => {
    const { pool, seen } = poolOf(own);
    const lend = createConnections(pool, own.most, WAITS);
    const done: number[] = [];
    const work = Array.from({ length: 400 }, (_, at) =>
      lend(async (connection) => {
        await sleep(0);
        done.push(at);
        connection.done();
        return at;
      }),
    );
    expect(await Promise.all(work)).toEqual(work.map((_, at) => at));
    expect(seen.mostUsed).toBe(own.used);
    // Not tried again for each piece of work.
    expect(seen.refused).toBeLessThan(own.most);
    if (own.most === 1) expect(done).toEqual(work.map((_, at) => at));
  });

  it('are waited for while there is none, as long as is said and no longer', async () => {
    const server = { gives: 0 };
    const { pool } = poolOf(server);
    const lend = createConnections(pool, 4, { ...WAITS, noneMs: 10_000 });
    const work = Array.from({ length: 20 }, () => lend(async (connection) => connection.done()));
    await sleep(150);
    server.gives = 2;
    await Promise.all(work);
    const never = poolOf({ gives: 0 });
    const lendNone = createConnections(never.pool, 4, WAITS);
    const settled = await Promise.allSettled(Array.from({ length: 20 }, () => lendNone(async () => 'never')));
    expect(settled.every((one) => one.status === 'rejected' && one.reason === FULL)).toBe(true);
    // One asked for all of them; each asked once more when it was its turn.
    expect(never.seen.refused).toBeLessThan(40);
  });

  it('are more again once the server gives more', async () => {
    const server = { gives: 2 };
    const { pool, seen } = poolOf(server);
    const lend = createConnections(pool, 4, { ...WAITS, growMs: 1 });
    const round = () =>
      Promise.all(
        Array.from({ length: 40 }, () =>
          lend(async (connection) => {
            await sleep(2);
            connection.done();
          }),
        ),
      );
    await round();
    expect(seen.mostUsed).toBe(2);
    server.gives = 100;
    for (let rounds = 0; rounds < 1000 && seen.mostUsed < 4; rounds++) await round();
    expect(seen.mostUsed).toBe(4);
  });

  it('are opened anew when they are lost', async () => {
    const { pool, seen } = poolOf({ gives: 2 });
    const lend = createConnections(pool, 4, WAITS);
    const work = Array.from({ length: 50 }, (_, at) =>
      lend(async (connection) => {
        await sleep(1);
        if (at % 3 === 0) connection.lose();
        else connection.done();
      }),
    );
    await Promise.all(work);
    expect(seen.mostUsed).toBe(2);
  });

  it('that never come free are not waited for without end', async () => {
    const { pool } = poolOf({ gives: 1 });
    const lend = createConnections(pool, 2, { ...WAITS, inUseMs: 50 });
    let end = () => {};
    const first = lend(async (connection) => {
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      connection.done();
    });
    await sleep(10);
    await expect(lend(async () => 'second')).rejects.toThrow(/^none of 1 connections came free within 50 ms$/);
    end();
    await first;
    expect(await lend(async (connection) => connection.done())).toBeUndefined();
  });

  it('give what else goes wrong to who asked, and the turn to the next', async () => {
    const error = new Error('password authentication failed');
    const { pool } = poolOf({ gives: 0, error });
    const lend = createConnections(pool, 1, WAITS);
    const settled = await Promise.allSettled([lend(async () => 1), lend(async () => 2)]);
    expect(settled.map((one) => one.status === 'rejected' && one.reason)).toEqual([error, error]);
  });
});
