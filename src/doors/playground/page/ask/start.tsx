/** Before the first request: what to type, with examples, and what there is. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Backend, Listed } from '../backend.ts';
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
  const examples = useLoaded(backend.examples);
  return (
    <div class="start">
      <section class="card" aria-labelledby="start-title">
        <h2 id="start-title">Ask as you would ask a colleague</h2>
        <p>
          Type a request, in full and in your own words. signpost names the file that answers it, says how sure it is
          and why, asks back when two files fit, and abstains when none does.
        </p>
        {examples.kind === 'failed' && <Failure error={examples.error} onRetry={examples.retry} />}
        {examples.kind === 'loaded' && examples.value.length > 0 && (
          <>
            <h3>For example</h3>
            <ul class="plain examples">
              {examples.value.map(({ query, id }) => (
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
      <References backend={backend} isEntered={isEntered} onRead={onRead} />
    </div>
  );
}

/** All references, a page at a time. */
function References({ backend, isEntered, onRead }: Pick<StartProps, 'backend' | 'isEntered' | 'onRead'>) {
  const first = useLoaded(backend.references);
  const [more, setMore] = useState<readonly Listed[]>([]);
  const [cursor, setCursor] = useState<string | undefined>();
  const [isAtEnd, setAtEnd] = useState(false);
  const [error, setError] = useState<unknown>();
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isEntered && first.kind === 'loaded') list.current?.focus();
  }, [isEntered, first.kind]);
  if (first.kind === 'loading') return <p class="faint">Loading references…</p>;
  if (first.kind === 'failed') return null;
  const { references, total, nextCursor } = first.value;
  const next = isAtEnd ? undefined : (cursor ?? nextCursor);
  const load = async () => {
    setError(undefined);
    try {
      const page = await backend.references(next);
      setMore((before) => [...before, ...page.references]);
      setCursor(page.nextCursor);
      setAtEnd(page.nextCursor === undefined);
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
