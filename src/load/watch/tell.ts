/** Calls a listener that somebody else wrote: what it throws is reported, and ends nothing. */

/**
 * Call a listener. What it throws or rejects with is not lost, and stops nothing here.
 *
 * @param listener
 *   May be one that is async, though nobody waits for it.
 * @param onThrown
 *   Told of what came of it (default: a warning of the process).
 * @example
 *   tell(onProblem, problem);
 */
export function tell<T>(listener: (said: T) => unknown, said: T, onThrown: (thrown: unknown) => void = warn): void {
  const told = async () => {
    await listener(said);
  };
  told().catch(onThrown);
}

function warn(thrown: unknown): void {
  const why = thrown instanceof Error ? thrown.message : 'what is no error';
  process.emitWarning(`A listener of signpost threw: ${why}`);
}
