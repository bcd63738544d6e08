/** The error of wrong calls and broken machines. Problems in documents are messages instead. */

import type { ErrorCode } from '../contracts/error.ts';

/**
 * A wrong call or a broken machine.
 *
 * @example
 *   try {
 *     await openSignpost({ roots: ['missing'] });
 *   } catch (error) {
 *     if (error instanceof SignpostError) console.error(error.code, error.message);
 *   }
 */
export class SignpostError extends Error {
  /** By its name: a program may be bundled in parts, each with a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'SignpostError';
  }

  override readonly name = 'SignpostError';
  /** Stable: match on this, not on the message. */
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
