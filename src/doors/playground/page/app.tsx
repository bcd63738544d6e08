/** The page: its views, its look, and the token where one is asked for. */

import { useEffect, useMemo, useState } from 'preact/hooks';
import { AskView, BOX_ID } from './ask/ask-view.tsx';
import type { Backend } from './backend.ts';
import { EvaluateView } from './evaluate/evaluate-view.tsx';
import { LintView } from './lint/lint-view.tsx';
import { usePlace, type View } from './location.ts';
import { ThemeButton } from './theme.tsx';
import { TokenGate } from './token.tsx';

interface AppProps {
  readonly backend: Backend;
}

/** The page. */
export function App({ backend }: AppProps) {
  const [place, go] = usePlace();
  const [attempt, setAttempt] = useState(0);
  const views = useMemo(() => viewsOf(backend), [backend]);
  const view = views.some(({ id }) => id === place.view) ? place.view : 'ask';

  useEffect(() => {
    document.title = view === 'ask' && place.q !== '' ? `${place.q} – signpost` : 'signpost playground';
  }, [view, place.q]);

  useEffect(() => {
    const toBox = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      const box = document.getElementById(BOX_ID);
      // The view with the box puts the keyboard there by itself.
      if (box) box.focus();
      else go({ view: 'ask', read: undefined }, 'push');
    };
    addEventListener('keydown', toBox);
    return () => removeEventListener('keydown', toBox);
  }, [go]);

  const ask = (q: string) => go({ q, view: 'ask', read: undefined }, 'push');
  return (
    <>
      <header class="top">
        <h1>signpost</h1>
        {views.length > 1 && (
          <nav aria-label="Views">
            {views.map(({ id, name }) => (
              <button
                type="button"
                key={id}
                aria-current={id === view ? 'page' : undefined}
                onClick={() => go({ view: id }, 'push')}
              >
                {name}
              </button>
            ))}
          </nav>
        )}
        <ThemeButton />
      </header>
      <main>
        <TokenGate onToken={() => setAttempt((before) => before + 1)} />
        <div key={attempt}>
          {view === 'ask' && <AskView backend={backend} place={place} go={go} />}
          {view === 'evaluate' && backend.evaluate && <EvaluateView evaluate={backend.evaluate} onTry={ask} />}
          {view === 'lint' && backend.lint && <LintView lint={backend.lint} />}
        </div>
      </main>
    </>
  );
}

/** What a backend can do. */
function viewsOf({ evaluate, lint }: Backend): readonly { readonly id: View; readonly name: string }[] {
  return [
    { id: 'ask', name: 'Ask' },
    ...(evaluate ? [{ id: 'evaluate', name: 'Evaluate' } as const] : []),
    ...(lint ? [{ id: 'lint', name: 'Lint' } as const] : []),
  ];
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (/^(?:TEXTAREA|SELECT)$/.test(target.tagName) || isTextField(target));
}

function isTextField(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && !/^(?:checkbox|file|button)$/.test(target.type);
}
