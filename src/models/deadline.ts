/** A promise that is waited for no longer than agreed. */

/** The longest that a timer of Node can run. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Wait for work, and tell it when nobody waits any more.
 *
 * Work that blocks the thread cannot be interrupted; what it comes to then counts.
 *
 * @param work
 *   Starts at once, with a signal that is aborted at the deadline. What it rejects with later is nobody's business.
 * @param deadlineMs
 *   How long to wait, in milliseconds, 0 or more.
 * @param late
 *   Gives what it came to when the deadline has passed, or throws.
 * @returns
 *   What the work or `late` came to.
 * @example
 *   await within((signal) => fetch(url, { signal }), 500, () => undefined);
 */
export async function within<T>(
  work: (signal: AbortSignal) => Promise<T>,
  deadlineMs: number,
  late: () => T,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<T>((resolve, fail) => {
    timer = setTimeout(
      () => {
        try {
          resolve(late());
        } catch (thrown) {
          fail(thrown);
        }
        controller.abort();
      },
      Math.min(deadlineMs, LONGEST_MS),
    );
  });
  try {
    return await Promise.race([work(controller.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
