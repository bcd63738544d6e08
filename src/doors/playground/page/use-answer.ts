/** What a backend said last, while the next is on its way. */

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, Backend } from './backend.ts';

/** An answer, and the request it answers. */
export interface Answered {
  readonly query: string;
  readonly answer: Answer;
}

/** Where asking stands. */
export interface Asking {
  /** The last answer; `undefined` before the first, and for an empty request. */
  readonly answered: Answered | undefined;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Typing goes on: only a pause is asked about. */
const PAUSE_MS = 150;

/** Ask while somebody types: the last request alone is answered. */
export function useAnswer(backend: Backend, query: string): Asking {
  const [answered, setAnswered] = useState<Answered>();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const isFirst = useRef(true);
  useEffect(() => {
    setError(undefined);
    if (query.trim() === '') {
      setAnswered(undefined);
      setBusy(false);
      return;
    }
    const controller = new AbortController();
    const { signal } = controller;
    setBusy(true);
    const ask = () =>
      backend
        .route(query, signal)
        .then((answer) => !signal.aborted && setAnswered({ query, answer }))
        .catch((thrown: unknown) => !signal.aborted && setError(thrown))
        .finally(() => !signal.aborted && setBusy(false));
    const timer = setTimeout(ask, isFirst.current ? 0 : PAUSE_MS);
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [backend, query, attempt]);
  return { answered, isBusy, error, retry: useCallback(() => setAttempt((before) => before + 1), []) };
}

/** What is loaded once. */
export type Loaded<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Load once for each loader; a loader has to stay the same between renderings. */
export function useLoaded<Value>(load: () => Promise<Value>): Loaded<Value> & { readonly retry: () => void } {
  const [state, setState] = useState<Loaded<Value>>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setState({ kind: 'loading' });
    load()
      .then((value) => isCurrent && setState({ kind: 'loaded', value }))
      .catch((error: unknown) => isCurrent && setState({ kind: 'failed', error }));
    return () => {
      isCurrent = false;
    };
  }, [load, attempt]);
  return { ...state, retry: useCallback(() => setAttempt((before) => before + 1), []) };
}
