/** The text of a reference: its beginning first, the rest when it is asked for, piece by piece. */

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Backend } from '../backend.ts';
import { Failure } from '../failure.tsx';
import { addressOf } from '../location.ts';
import { renderMarkdown } from './render-markdown.ts';
import { resolveLink } from './resolve-link.ts';
import { definitionsOf, splitBlocks } from './split-blocks.ts';

/** Tokens shown at first, and asked for at a time after that. */
const FIRST = 3_000;
const MORE = 50_000;

interface ReaderProps {
  readonly backend: Backend;
  readonly id: string;
  readonly query: string;
  /** Stems to mark. */
  readonly terms: ReadonlySet<string>;
  /** Whether the keyboard is to go here. */
  readonly isEntered: boolean;
  readonly onOpen: (id: string) => void;
  readonly onLeave: () => void;
}

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'shown'; readonly next: number | undefined; readonly tokensLeft: number; readonly busy: boolean };

/** Read a reference. */
export function Reader({ backend, id, query, terms, isEntered, onOpen, onLeave }: ReaderProps) {
  const [state, setState] = useState<State>({ kind: 'loading' });
  const section = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const stop = useRef(new AbortController());
  const [attempt, setAttempt] = useState(0);
  const marked = [...terms].sort().join(' ');

  const append = useCallback(
    async (text: string, isFirst: boolean, signal: AbortSignal) => {
      let isFresh = isFirst;
      const resolve = (link: string) => {
        const target = resolveLink(link, id);
        return target === undefined ? undefined : { id: target, href: addressOf({ q: query, read: target }) };
      };
      const stems = new Set(marked.split(' ').filter(Boolean));
      const definitions = definitionsOf(text);
      for (const piece of splitBlocks(text)) {
        if (signal.aborted) return;
        const block = document.createElement('div');
        block.className = 'block';
        block.append(renderMarkdown(definitions + piece, { terms: stems, resolve }));
        // What was shown before stays until there is something in its place.
        if (isFresh) body.current?.replaceChildren(block);
        else body.current?.append(block);
        isFresh = false;
        // Whoever types or scrolls meanwhile goes first.
        await new Promise((done) => setTimeout(done, 0));
      }
    },
    [id, query, marked],
  );

  const load = useCallback(
    async (from: number, maxTokens: number, signal: AbortSignal) => {
      const { text, next, tokensLeft } = await backend.read(id, from, maxTokens, signal);
      if (from === 0 && text === '') body.current?.replaceChildren();
      await append(text, from === 0, signal);
      return { next, tokensLeft };
    },
    [backend, id, append],
  );

  useEffect(() => {
    const controller = new AbortController();
    stop.current = controller;
    setState({ kind: 'loading' });
    load(0, FIRST, controller.signal)
      .then((part) => !controller.signal.aborted && setState({ kind: 'shown', busy: false, ...part }))
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        body.current?.replaceChildren();
        setState({ kind: 'failed', error });
      });
    return () => controller.abort();
  }, [load, attempt]);

  // Another text is read from its beginning.
  useEffect(() => {
    if (section.current) section.current.scrollTop = 0;
  }, [id]);

  useEffect(() => {
    if (isEntered) section.current?.focus();
  }, [isEntered, id]);

  const showAll = async (from: number) => {
    const { signal } = stop.current;
    setState({ kind: 'shown', next: from, tokensLeft: 0, busy: true });
    try {
      let next: number | undefined = from;
      while (next !== undefined && !signal.aborted) next = (await load(next, MORE, signal)).next;
      if (!signal.aborted) setState({ kind: 'shown', next: undefined, tokensLeft: 0, busy: false });
    } catch (error) {
      if (!signal.aborted) setState({ kind: 'failed', error });
    }
  };

  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-reference]') : null;
    const target = link?.dataset['reference'];
    if (target === undefined) return;
    event.preventDefault();
    onOpen(target);
  };

  return (
    <section
      ref={section}
      class="card reader"
      aria-label="Text of the reference"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <header class="reader-head">
        <h2 class="small">
          <code dir="auto">{id}</code>
        </h2>
      </header>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside take the keyboard themselves */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click is one on a link inside */}
      <div ref={body} class="text" onClick={follow} />
      {state.kind === 'loading' && <p class="faint late">Reading…</p>}
      {state.kind === 'failed' && <Failure error={state.error} onRetry={() => setAttempt((before) => before + 1)} />}
      {state.kind === 'shown' && state.next !== undefined && (
        <button
          type="button"
          disabled={state.busy}
          onClick={() => {
            if (state.next !== undefined) showAll(state.next);
          }}
        >
          {state.busy ? 'Reading on…' : `Show all (about ${state.tokensLeft.toLocaleString('en')} more tokens)`}
        </button>
      )}
    </section>
  );
}
