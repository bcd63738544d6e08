/** How long to wait before a request is made again. */

const FIRST_MS = 250;
/** A server may ask for longer; then it is tried too early, and says so once more. */
const LONGEST_MS = 10_000;

/**
 * How long to wait before the next attempt.
 *
 * Pure: no jitter, because one process asks one server, batch after batch.
 *
 * @param attempt
 *   How many attempts have failed, 1 or more.
 * @param retryAfter
 *   What the server asked for: the value of a `Retry-After` header, seconds or a date (optional). What is neither
 *   does not count.
 * @param now
 *   The time in milliseconds since 1970.
 * @returns
 *   Milliseconds in [0, 10,000]: what the server asked for, else 250, 500, 1,000 and so on.
 * @example
 *   retryDelayMs(2, undefined, Date.now()); // 500
 *   retryDelayMs(1, '3', Date.now()); // 3000
 */
export function retryDelayMs(attempt: number, retryAfter: string | undefined, now: number): number {
  const asked = retryAfter === undefined ? Number.NaN : askedMs(retryAfter.trim(), now);
  const delay = Number.isNaN(asked) ? FIRST_MS * 2 ** (attempt - 1) : asked;
  return Math.min(Math.max(delay, 0), LONGEST_MS);
}

function askedMs(retryAfter: string, now: number): number {
  if (/^\d+(?:\.\d+)?$/.test(retryAfter)) return Number(retryAfter) * 1000;
  // Dates of HTTP are in English; `Date.parse` alone would take a negative number for a year.
  return /^[A-Za-z]/.test(retryAfter) ? Date.parse(retryAfter) - now : Number.NaN;
}
