/** What is done once readers see a version: statistics, indexes, the removal of old versions. That it fails takes nothing back. */

import type { ErrorCode } from '../../domain/error.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { indexCatalog } from './extensions.ts';
import { prune } from './prune.ts';
import type { Queries } from './sql.ts';

/** Which version, and what is done for it. */
export interface Upkeep {
  readonly catalog: number;
  /** Of the catalog. */
  readonly name: string;
  readonly version: number;
  /** Whether rows were added: PostgreSQL would take their tables for empty. */
  readonly isFilled: boolean;
  /** Of the vectors an index is made for; `undefined` where none is made. */
  readonly indexed: number | undefined;
  /** Versions kept beside the current one. */
  readonly keep: number;
  /** Told of each part that failed. */
  readonly onProblem: ((problem: SignpostError) => void) | undefined;
}

const FILLED = ['contents', 'documents', 'postings', 'segments', 'terms'];

/** Do it, part by part: one that fails leaves the others as they are. */
export async function keepUp(connection: Queries, upkeep: Upkeep): Promise<void> {
  const { catalog, name, version, isFilled, indexed, keep, onProblem } = upkeep;
  const isThere = `Version ${version} of catalog \`${name}\` is there for readers`;
  const attempt = async (code: ErrorCode, said: (reason: string) => string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      onProblem?.(new SignpostError(code, `${isThere}, but ${said(reason)}`, { cause }));
    }
  };
  if (isFilled) {
    await attempt(
      'SIGNPOST_STORE_UPKEEP',
      (reason) => `the statistics of its tables could not be made (${reason}): PostgreSQL makes them in time`,
      async () => {
        for (const table of FILLED) await connection.query(`ANALYZE signpost.${table}`);
      },
    );
  }
  if (indexed !== undefined) {
    await attempt(
      'SIGNPOST_STORE_INDEX',
      (reason) => `it could not be indexed (${reason}): it is asked without, and the next push tries again`,
      () => indexCatalog(connection, catalog, indexed),
    );
  }
  await attempt(
    'SIGNPOST_STORE_UPKEEP',
    (reason) => `versions from before could not be removed (${reason}): the next push removes them`,
    () => prune(connection, catalog, keep),
  );
}
