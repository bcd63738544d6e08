/** What is done once readers see a version: statistics, the removal of old versions. That it fails takes nothing back. */

import { SignpostError } from '../../domain/signpost-error.ts';
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
  /** Versions kept beside the current one. */
  readonly keep: number;
  /** Told of each part that failed. */
  readonly onProblem: ((problem: SignpostError) => void) | undefined;
}

const FILLED = ['contents', 'documents', 'postings', 'segments', 'terms'];

/** Do it, part by part: one that fails leaves the others as they are. */
export async function keepUp(connection: Queries, upkeep: Upkeep): Promise<void> {
  const { catalog, name, version, isFilled, keep, onProblem } = upkeep;
  const isThere = `Version ${version} of catalog \`${name}\` is there for readers`;
  const attempt = async (said: (reason: string) => string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      onProblem?.(new SignpostError('SIGNPOST_STORE_UPKEEP', `${isThere}, but ${said(reason)}`, { cause }));
    }
  };
  if (isFilled) {
    await attempt(
      (reason) => `the statistics of its tables could not be made (${reason}): PostgreSQL makes them in time`,
      async () => {
        for (const table of FILLED) await connection.query(`ANALYZE signpost.${table}`);
      },
    );
  }
  await attempt(
    (reason) => `versions from before could not be removed (${reason}): the next push removes them`,
    () => prune(connection, catalog, keep),
  );
}
