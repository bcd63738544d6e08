/** An address → a database, by way of node-postgres. The only file that knows it. */

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SignpostError } from '../../domain/signpost-error.ts';
import { type ConnectionPool, createConnections, NoConnection } from './connections.ts';
import type { Queries, Sql, SqlValue } from './sql.ts';
import { isAnswer, isDenied, isFull, isGivenUp, isLost, isTooLate } from './sql-error.ts';

/** How many connections a process has at the most, unless it is told. */
const DEFAULT_CONNECTIONS = 8;
const CONNECT_WITHIN_MS = 10_000;
/** A reader's query takes milliseconds: one that takes as long waits for a lock, or for a server that is no more. */
const ANSWER_WITHIN_MS = 30_000;
/** How long is waited before a query is asked again whose connection was lost: a server that starts again needs a moment. */
const PAUSES_MS: readonly number[] = [100, 500, 2000];

/** What can be set for a database. */
export interface ConnectOptions {
  /** How many connections queries outside of sessions share at the most (1 or more; default: 8). */
  readonly connections?: number | undefined;
  /** How long a query outside of a session is waited for, and a connection for it (milliseconds; default: 30,000). */
  readonly answerWithinMs?: number;
}

/**
 * Connect to PostgreSQL. Nothing is sent before the first query.
 *
 * @param store
 *   `postgres://USER:PASSWORD@HOST:PORT/DATABASE`; what is left out comes from the environment (`PGPASSWORD` and the like).
 * @param options
 *   How many connections, and how long they are waited for (optional).
 * @returns
 *   A database. A query outside of a session whose connection is lost is asked again, three times. Where the server has no more
 *   connections to give, a query waits for one of those there are, and a session up to 10 seconds for its own.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when the address is none. No message holds the address with its password.
 */
export function connect(store: string, options: ConnectOptions = {}): Sql {
  const { connections = DEFAULT_CONNECTIONS, answerWithinMs = ANSWER_WITHIN_MS } = options;
  const place = withoutSecrets(store);
  const settings = {
    connectionString: store,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'signpost',
    keepAlive: true,
  };
  const pool = new pg.Pool({
    ...settings,
    max: connections,
    query_timeout: answerWithinMs,
    // A process with nothing else to do may end without closing.
    allowExitOnIdle: true,
  });
  // A connection that is lost while nobody uses it is replaced when one is needed.
  pool.on('error', () => undefined);
  const lend = createConnections(lendable(pool), connections, { inUseMs: answerWithinMs });
  const ask = <Row>(text: string, values: readonly SqlValue[]) => lend((client) => rowsOf<Row>(client, text, values));
  return {
    async query<Row>(text: string, values: readonly SqlValue[] = []) {
      for (const pause of PAUSES_MS) {
        try {
          return await ask<Row>(text, values);
        } catch (error) {
          if (!isLost(error) && !isGivenUp(error)) throw failure(place, error);
          await sleep(pause);
        }
      }
      return ask<Row>(text, values).catch((error: unknown) => Promise.reject(failure(place, error)));
    },
    async session(work) {
      const client = await openClient(settings).catch((error: unknown) => Promise.reject(failure(place, error)));
      const connection: Queries = {
        async query<Row>(text: string, values: readonly SqlValue[] = []) {
          try {
            return (await client.query(text, [...values])).rows as Row[];
          } catch (error) {
            throw failure(place, error);
          }
        },
      };
      try {
        return await work(connection);
      } finally {
        // Of one that is lost there is nothing left to end.
        await client.end().catch(() => undefined);
      }
    },
    close: () => pool.end(),
  };
}

function lendable(pool: pg.Pool): ConnectionPool<pg.PoolClient> {
  return {
    get totalCount() {
      return pool.totalCount;
    },
    connect: () => pool.connect(),
  };
}

/** Ask on a connection of the pool, and give it back. */
async function rowsOf<Row>(client: pg.PoolClient, text: string, values: readonly SqlValue[]): Promise<readonly Row[]> {
  // Its loss is told by the query that waits for it.
  const onError = () => undefined;
  client.on('error', onError);
  let isUsable = false;
  try {
    const { rows } = await client.query(text, [...values]);
    isUsable = true;
    return rows as Row[];
  } catch (error) {
    // The server answered, if only that it will not: any other connection may still wait for an answer that is too late.
    isUsable = isAnswer(error);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(!isUsable);
  }
}

/** A connection of one's own, waited for while the server has none to give. */
async function openClient(settings: pg.ClientConfig): Promise<pg.Client> {
  const lend = createConnections({ totalCount: 0, connect: () => connected(new pg.Client(settings)) }, 1);
  return lend((client) => Promise.resolve(client));
}

async function connected(client: pg.Client): Promise<pg.Client> {
  // Its loss is told by the query that was waiting for it, or by the next.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Where a store is, without password and parameters. */
function withoutSecrets(store: string): string {
  try {
    const { protocol, username, host, pathname, search, hash } = new URL(store);
    // A password with a `/`, `?` or `#` ends the host before it: what is left of it is no place.
    const isCut = /@/.test(pathname + hash) || /^\?[^=]*@/.test(search);
    if (/^postgres(?:ql)?:$/.test(protocol) && !isCut) {
      return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
    }
  } catch {
    // What is no address may hold a password all the same: it is not shown.
  }
  throw new SignpostError(
    'SIGNPOST_BAD_OPTION',
    'Unexpected `store`, expected postgres://USER@HOST:PORT/DATABASE, with `/`, `?`, `#` and `@` of a password as `%2F`, `%3F`, `%23` and `%40`',
  );
}

function failure(place: string, cause: unknown): SignpostError {
  const reason = cause instanceof Error ? cause.message || ('code' in cause ? String(cause.code) : cause.name) : '';
  if (isDenied(cause)) {
    return new SignpostError('SIGNPOST_STORE_DENIED', `Denied by store \`${place}\`: ${reason}`, { cause });
  }
  return new SignpostError('SIGNPOST_STORE_UNAVAILABLE', `${outcomeOf(cause)} store \`${place}\`: ${reason}`, {
    cause,
  });
}

function outcomeOf(cause: unknown): string {
  if (isFull(cause) || cause instanceof NoConnection) return 'No connection to';
  if (isLost(cause)) return 'Cannot reach';
  return isTooLate(cause) ? 'No answer in time from' : 'Refused by';
}
