/** What went wrong, in words, with a way on. */

import { BackendError } from './backend.ts';

interface FailureProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** Say why there is no answer. */
export function Failure({ error, onRetry }: FailureProps) {
  const said = error instanceof BackendError ? error.message : 'The page failed. Its console says why.';
  return (
    <div class="failure" role="alert">
      <p dir="auto">{said}</p>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
