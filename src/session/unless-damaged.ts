/** A snapshot is read piece by piece, and the disk may no longer give back what was written. */

import { SignpostError } from '../domain/signpost-error.ts';

/**
 * Read from a snapshot.
 *
 * @param read
 *   What reads.
 * @param instead
 *   What does without, once the snapshot turns out to be damaged; every other failure is thrown.
 */
export function unlessDamaged<Made>(read: () => Made, instead: () => Made): Made {
  try {
    return read();
  } catch (error) {
    if (error instanceof SignpostError && error.code === 'SIGNPOST_BAD_SNAPSHOT') return instead();
    throw error;
  }
}
