/** What PostgreSQL, or the way to it, says of a query that failed, told apart by its codes. */

/** Connections that are lost, refused, or ended by an administrator or for being idle; and a server that is just starting. */
const LOST = /^(?:E(?:CONNRESET|CONNREFUSED|PIPE|TIMEDOUT|HOSTUNREACH|AI_AGAIN)|08...|57P0[1235])$/;
const LOST_MESSAGE = /connection terminated|timeout exceeded when trying to connect|connection ended/i;
const TOO_LATE_MESSAGE = /^query read timeout$/i;
/** What a replica gives up because what it reads was removed, or a server because two wait for one another: asked again it is answered. */
const GIVEN_UP = /^(?:40001|40P01)$/;
/** A server, a database or a role has all the connections it may have. Poolers in front of one say it in words. */
const FULL = '53300';
const FULL_MESSAGE = /no more connections allowed|max client connections reached|too many (?:clients|connections)/i;
/** Codes that are PostgreSQL's own, not those of an operating system. */
const OWN = /^(?:\d[\dA-Z]|F0|HV|P0|XX)[\dA-Z]{3}$/;
/** A right is lacking, a password is wrong, or nobody may come from here. */
const DENIED = /^(?:42501|28...)$/;
/** A table, a column or a schema is not there. */
const MISSING = /^(?:42P01|42703|3F000)$/;
/** A table that is dropped while a query is planned. */
const MISSING_MESSAGE = /^(?:could not open relation|cache lookup failed for)/;

/** The code of an error, or of what it was caused by; `''` where there is none. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string' && !error.code.startsWith('SIGNPOST_')) return error.code;
  return codeOf(error.cause);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

export function isFull(error: unknown): boolean {
  return codeOf(error) === FULL || FULL_MESSAGE.test(messageOf(error));
}

export function isLost(error: unknown): boolean {
  return !isFull(error) && (LOST.test(codeOf(error)) || LOST_MESSAGE.test(messageOf(error)));
}

export function isTooLate(error: unknown): boolean {
  return TOO_LATE_MESSAGE.test(messageOf(error));
}

export function isGivenUp(error: unknown): boolean {
  return GIVEN_UP.test(codeOf(error));
}

export function isDenied(error: unknown): boolean {
  return DENIED.test(codeOf(error));
}

/** Whether the server itself said so, of a connection that goes on. */
export function isAnswer(error: unknown): boolean {
  return OWN.test(codeOf(error)) && !isLost(error) && !isFull(error);
}

/** Whether what was asked is not there: the store was dropped, or made by another version of signpost. */
export function isMissing(error: unknown): boolean {
  if (MISSING.test(codeOf(error))) return true;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return codeOf(cause) === 'XX000' && MISSING_MESSAGE.test(messageOf(cause));
}
