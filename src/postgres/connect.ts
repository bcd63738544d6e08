/** An address → a database, by way of node-postgres. The only file that knows it. */

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SignpostError } from '../diagnostics/index.ts';
import type { Queries, Sql, SqlValue } from './sql.ts';

const MOST_CONNECTIONS = 8;
const CONNECT_WITHIN_MS = 10_000;
/** A reader's query takes milliseconds: one that takes as long waits for a lock, or for a server that is no more. */
const ANSWER_WITHIN_MS = 30_000;
/** How long is waited before a query is asked again whose connection was lost: a server that starts again needs a moment. */
const PAUSES_MS: readonly number[] = [100, 500, 2000];
/** Connections that are lost, refused or ended by an administrator; and a server that is just starting. */
const LOST = /^(?:E(?:CONNRESET|CONNREFUSED|PIPE|TIMEDOUT|HOSTUNREACH|AI_AGAIN)|08...|57P0[123])$/;
/** What a replica gives up because what it reads was removed: asked again it is answered. */
const GIVEN_UP = '40001';
const LOST_MESSAGE = /connection terminated|timeout exceeded when trying to connect|connection ended/i;
const TOO_LATE_MESSAGE = /^query read timeout$/i;

/**
 * Connect to PostgreSQL. Nothing is sent before the first query.
 *
 * @param store
 *   `postgres://USER:PASSWORD@HOST:PORT/DATABASE`; what is left out comes from the environment (`PGPASSWORD` and the like).
 * @param answerWithinMs
 *   How long a query outside of a session is waited for, in milliseconds (default: 30,000).
 * @returns
 *   A database. A query outside of a session whose connection is lost is asked again, three times.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when the address is none. No message holds the address with its password.
 */
export function connect(store: string, answerWithinMs = ANSWER_WITHIN_MS): Sql {
  const place = withoutSecrets(store);
  const settings = {
    connectionString: store,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'signpost',
    keepAlive: true,
  };
  const pool = new pg.Pool({
    ...settings,
    max: MOST_CONNECTIONS,
    // A connection whose answer is too late is ended, not used again.
    query_timeout: answerWithinMs,
    // A process with nothing else to do may end without closing.
    allowExitOnIdle: true,
  });
  // A connection that is lost while nobody uses it is replaced when one is needed.
  pool.on('error', () => undefined);
  return {
    async query<Row>(text: string, values: readonly SqlValue[] = []) {
      for (const pause of PAUSES_MS) {
        try {
          return (await pool.query(text, [...values])).rows as Row[];
        } catch (error) {
          if (!isLost(error) && codeOf(error) !== GIVEN_UP) throw failure(place, error);
          await sleep(pause);
        }
      }
      return (await pool.query(text, [...values]).catch((error: unknown) => Promise.reject(failure(place, error))))
        .rows as Row[];
    },
    async session(work) {
      const client = new pg.Client(settings);
      // Its loss is told by the query that was waiting for it, or by the next.
      client.on('error', () => undefined);
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
        await client.connect().catch((error: unknown) => Promise.reject(failure(place, error)));
        return await work(connection);
      } finally {
        // Of one that is lost there is nothing left to end.
        await client.end().catch(() => undefined);
      }
    },
    close: () => pool.end(),
  };
}

/** Where a store is, without password and parameters. */
function withoutSecrets(store: string): string {
  try {
    const { protocol, username, host, pathname } = new URL(store);
    if (/^postgres(?:ql)?:$/.test(protocol)) {
      return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
    }
  } catch {
    // What is no address may hold a password all the same: it is not shown.
  }
  throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `store`, expected postgres://USER@HOST:PORT/DATABASE');
}

function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return LOST.test(codeOf(error)) || LOST_MESSAGE.test(error.message);
}

function isTooLate(error: unknown): boolean {
  return error instanceof Error && TOO_LATE_MESSAGE.test(error.message);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function failure(place: string, cause: unknown): SignpostError {
  const said = isLost(cause) ? 'Cannot reach' : isTooLate(cause) ? 'No answer in time from' : 'Refused by';
  const reason = cause instanceof Error ? cause.message || ('code' in cause ? String(cause.code) : cause.name) : '';
  return new SignpostError('SIGNPOST_STORE_UNAVAILABLE', `${said} store \`${place}\`: ${reason}`, { cause });
}
