/** What a promise rejects with. */

/** Fails when it does not. */
export async function thrownBy(promise: Promise<unknown>): Promise<Error & { readonly code?: string }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error(`not an error: ${String(error)}`);
  }
  throw new Error('nothing was thrown');
}
