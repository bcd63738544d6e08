/** Lends connections to queries: as many at once as the server lets one have, and whoever comes then waits for one of them. */

import { setTimeout as sleep } from 'node:timers/promises';
import { isFull } from './sql-error.ts';

/** Where connections come from; a pool of node-postgres is one. */
export interface ConnectionPool<Connection> {
  /** Connections that are open, or about to be. */
  readonly totalCount: number;
  connect(): Promise<Connection>;
}

/** How long is waited, in milliseconds. */
export interface ConnectionWaits {
  /** For one of those that others use. */
  readonly inUseMs: number;
  /** For the first one, while the server has none to give. */
  readonly noneMs: number;
  /** Until one more is tried after the server had none; twice as long each time, up to a minute. */
  readonly growMs: number;
}

const DEFAULT_WAITS: ConnectionWaits = { inUseMs: 30_000, noneMs: 10_000, growMs: 1000 };
const LONGEST_GROW_MS = 60_000;
const PAUSE_MS = 100;

/** No connection came free in time. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
}

/**
 * Make what lends connections.
 *
 * @param pool
 *   Gives one that is idle before it opens another. Where it may not open one it rejects with an error that `isFull` knows.
 * @param most
 *   Connections at once, 1 or more. Where the server gives fewer, as many as it gives; whether it gives more is tried now and then.
 * @param waits
 *   How long is waited (default: 30 seconds for others, 10 for the first).
 * @returns
 *   A function that gives a connection to some work: who comes first is served first. The work gives it back to the pool before it
 *   settles. It rejects with `NoConnection` when none came free in time, and as the pool does otherwise.
 */
export function createConnections<Connection>(
  pool: ConnectionPool<Connection>,
  most: number,
  waits: Partial<ConnectionWaits> = {},
): <Result>(work: (connection: Connection) => Promise<Result>) => Promise<Result> {
  const { inUseMs, noneMs, growMs } = { ...DEFAULT_WAITS, ...waits };
  const waiting: (() => void)[] = [];
  let used = 0;
  let allowed = most;
  let growAfterMs = growMs;
  let growAt = 0;
  let hasGrown = false;
  /** Since when the server has given none at all. */
  let noneSince: number | undefined;

  const mayTake = (): boolean => {
    if (used < allowed) return true;
    if (allowed >= most || performance.now() < growAt) return false;
    allowed++;
    hasGrown = true;
    growAt = performance.now() + growAfterMs;
    return true;
  };
  const letIn = () => {
    while (waiting.length > 0 && mayTake()) {
      used++;
      waiting.shift()?.();
    }
  };
  const giveBack = () => {
    used--;
    letIn();
  };
  /** Wait for a turn; at the head of the line for one that had been there. */
  const takeTurn = (isAgain: boolean): Promise<void> => {
    if ((isAgain || waiting.length === 0) && mayTake()) {
      used++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(go), 1);
        reject(new NoConnection(`none of ${allowed} connections came free within ${inUseMs} ms`));
      }, inUseMs);
      if (isAgain) waiting.unshift(go);
      else waiting.push(go);
    });
  };
  /** The server gives no more than there are. */
  const shrink = () => {
    hasGrown = false;
    allowed = Math.max(1, Math.min(allowed, pool.totalCount));
    growAt = performance.now() + growAfterMs;
    growAfterMs = Math.min(LONGEST_GROW_MS, growAfterMs * 2);
  };
  /** A connection for a turn that was taken; `undefined` when the turn is to be waited for again. */
  const open = async (begun: number): Promise<Connection | undefined> => {
    for (;;) {
      try {
        const connection = await pool.connect();
        noneSince = undefined;
        // It gives more again.
        if (hasGrown && pool.totalCount >= allowed) growAfterMs = growMs;
        return connection;
      } catch (error) {
        if (!isFull(error)) throw error;
        shrink();
        if (pool.totalCount > 0) return undefined;
        noneSince ??= performance.now();
        if (performance.now() - Math.max(begun, noneSince) >= noneMs) throw error;
        // The turn is kept meanwhile: one of all that wait asks the server.
        await sleep(PAUSE_MS);
      }
    }
  };
  return async (work) => {
    const begun = performance.now();
    for (let isAgain = false; ; isAgain = true) {
      await takeTurn(isAgain);
      try {
        const connection = await open(begun);
        if (connection !== undefined) return await work(connection);
      } finally {
        giveBack();
      }
    }
  };
}
