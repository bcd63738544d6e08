/** A store that does not answer when a server starts is told then, and not by the first request. */

/** What can be asked for its size, and closed. */
interface Closable {
  size(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Ask a store something.
 *
 * @returns
 *   The store. Rejects as its `size` does, and closes it then.
 * @example
 *   const stored = await reachable(await openStore({ store: 'postgres://signpost@db.example.test/skills' }));
 */
export async function reachable<Stored extends Closable>(stored: Stored): Promise<Stored> {
  try {
    await stored.size();
    return stored;
  } catch (error) {
    await stored.close();
    throw error;
  }
}
