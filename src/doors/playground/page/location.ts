/** What the address says: the request, the view, the reference that is read. An address can be shared. */

import { useCallback, useEffect, useState } from 'preact/hooks';

const views = ['ask', 'evaluate', 'lint'] as const;
export type View = (typeof views)[number];

/** What the address says. */
export interface Place {
  readonly q: string;
  readonly view: View;
  readonly read: string | undefined;
}

/** The address of a place: what is not said is left out. */
export function addressOf({ q = '', view = 'ask', read }: Partial<Place>): string {
  const search = new URLSearchParams();
  if (q !== '') search.set('q', q);
  if (view !== 'ask') search.set('view', view);
  if (read !== undefined) search.set('read', read);
  const text = search.toString();
  return text === '' ? '?' : `?${text}`;
}

/** The place of an address; what it says wrong is not said. */
function placeOf(address: string): Place {
  const search = new URLSearchParams(address);
  const view = views.find((known) => known === search.get('view')) ?? 'ask';
  return { q: search.get('q') ?? '', view, read: search.get('read') ?? undefined };
}

/** The place of this page, and how to go to another: typing replaces the address, opening adds one to go back from. */
export function usePlace(): readonly [Place, (change: Partial<Place>, how: 'replace' | 'push') => void] {
  const [place, setPlace] = useState(() => placeOf(location.search));
  useEffect(() => {
    const back = () => setPlace(placeOf(location.search));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const go = useCallback((change: Partial<Place>, how: 'replace' | 'push') => {
    setPlace((now) => {
      const next = { ...now, ...change };
      if (addressOf(next) !== addressOf(now)) history[`${how}State`](null, '', addressOf(next));
      return next;
    });
  }, []);
  return [place, go];
}
