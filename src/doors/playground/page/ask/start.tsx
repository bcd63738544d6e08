/** Before the first request: what to type, with examples, and what there is. */

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Backend, Listed, Listing } from '../backend.ts';
import { Failure } from '../failure.tsx';
import { useLoaded } from '../use-answer.ts';
import { langOf } from '../words.ts';

interface StartProps {
  readonly backend: Backend;
  /** Whether the keyboard is to go to the list. */
  readonly isEntered: boolean;
  readonly onTry: (query: string) => void;
  readonly onRead: (id: string) => void;
}

/** What to begin with. */
export function Start({ backend, isEntered, onTry, onRead }: StartProps) {
  const loaded = useLoaded(useCallback(() => Promise.all([backend.examples(), backend.references()]), [backend]));
  const [examples, listing] = loaded.kind === 'loaded' ? loaded.value : [[], undefined];
  return (
    <div class="start">
      <section class="card" aria-labelledby="start-title">
        <h2 id="start-title">Ask as you would ask a colleague</h2>
        <p>
          Type a request, in full and in your own words. signpost names the file that answers it, says how sure it is
          and why, asks back when two files fit, and abstains when none does.
        </p>
        {examples.length > 0 && (
          <>
            <h3>For example</h3>
            <ul class="plain examples">
              {examples.map(({ query, id }) => (
                <li key={id}>
                  <button type="button" lang={langOf(query)} dir="auto" onClick={() => onTry(query)}>
                    {query}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      {loaded.kind === 'loading' && <p class="faint">Loading references…</p>}
      {loaded.kind === 'failed' && <Failure error={loaded.error} onRetry={loaded.retry} />}
      {listing && <References backend={backend} first={listing} isEntered={isEntered} onRead={onRead} />}
    </div>
  );
}

type ReferencesProps = Pick<StartProps, 'backend' | 'isEntered' | 'onRead'> & { readonly first: Listing };

/** All references, a page at a time. */
function References({ backend, first, isEntered, onRead }: ReferencesProps) {
  const [more, setMore] = useState<readonly Listed[]>([]);
  const [next, setNext] = useState(first.nextCursor);
  const [error, setError] = useState<unknown>();
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isEntered) list.current?.focus();
  }, [isEntered]);
  const { references, total } = first;
  const load = async () => {
    setError(undefined);
    try {
      const page = await backend.references(next);
      setMore((before) => [...before, ...page.references]);
      setNext(page.nextCursor);
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <section ref={list} class="card" aria-labelledby="references-title" tabIndex={-1}>
      <h2 id="references-title" class="small">
        {total === 1 ? 'One reference' : `${total} references`}
      </h2>
      {total === 0 && <p>There is none yet: every request abstains. Write a markdown file into the folder.</p>}
      <ul class="plain listing">
        {[...references, ...more].map(({ id, title, description }) => (
          <li key={id}>
            <button type="button" class="link" onClick={() => onRead(id)}>
              <bdi>{title}</bdi>
            </button>
            <span class="faint" lang={langOf(description)} dir="auto">
              {description}
            </span>
          </li>
        ))}
      </ul>
      {error !== undefined && <Failure error={error} />}
      {next !== undefined && (
        <button type="button" onClick={load}>
          Show more
        </button>
      )}
    </section>
  );
}
