/** The error of wrong calls and broken machines. Problems in documents are messages instead. */

import type { ErrorCode } from './error.ts';

/** An address of a store up to the password, and the password: to the last `@` of the word, as one may hold any sign. */
const WITH_PASSWORD = /(postgres(?:ql)?:\/{1,2}[^\s:@/?#]{0,256}):\S{0,1024}@/gi;
const PASSWORD_PARAMETER = /([?&](?:ssl)?password=)[^\s&`'"]{1,1024}/gi;

/**
 * A wrong call or a broken machine. Its message holds no password of a store, whatever it was made of: an address may have been given
 * where something else was expected.
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
    super(message.replace(WITH_PASSWORD, '$1@').replace(PASSWORD_PARAMETER, '$1…'), options);
    this.code = code;
  }
}
