/** What the address says: the request, the view, the reference that is read. An address can be shared. */

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

const views = ['ask', 'evaluate', 'lint'] as const;
export type View = (typeof views)[number];

/** What the address says. */
export interface Place {
  readonly q: string;
  readonly view: View;
  readonly read: string | undefined;
}

/** Servers take no longer address; a longer request is not in it. */
const LONGEST = 4_000;
/** Browsers count how often an address changes: while somebody types it waits. */
const PAUSE_MS = 400;

/** The address of a place: what is not said is left out. */
export function addressOf({ q = '', view = 'ask', read }: Partial<Place>): string {
  const search = new URLSearchParams();
  if (q !== '' && encodeURIComponent(q).length <= LONGEST) search.set('q', q);
  if (view !== 'ask') search.set('view', view);
  if (read !== undefined) search.set('read', read);
  return `?${search.toString()}`;
}

/** The place of an address; what it says wrong is not said. */
function placeOf(address: string): Place {
  const search = new URLSearchParams(address);
  const view = views.find((known) => known === search.get('view')) ?? 'ask';
  return { q: search.get('q') ?? '', view, read: search.get('read') ?? undefined };
}

/** How to go to another place. */
export type Go = (change: Partial<Place>, how: 'replace' | 'push') => void;

/** The place of this page, and how to go to another: typing replaces the address, opening adds one to go back from. */
export function usePlace(): readonly [Place, Go] {
  const [place, setPlace] = useState(() => placeOf(location.search));
  const now = useRef(place);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const back = () => {
      clearTimeout(timer.current);
      now.current = placeOf(location.search);
      setPlace(now.current);
    };
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const go = useCallback<Go>((change, how) => {
    // What was typed is to be there when somebody goes back.
    const before = addressOf(now.current);
    now.current = { ...now.current, ...change };
    setPlace(now.current);
    const address = addressOf(now.current);
    clearTimeout(timer.current);
    if (how === 'replace') {
      timer.current = setTimeout(() => history.replaceState(null, '', address), PAUSE_MS);
      return;
    }
    history.replaceState(null, '', before);
    if (address !== before) history.pushState(null, '', address);
  }, []);
  return [place, go];
}
