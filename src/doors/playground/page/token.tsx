/** The token of a server that asks for one: kept as long as the tab is open, sent to that server alone. */

import { useEffect, useState } from 'preact/hooks';

const KEY = 'signpost-token';
/** Where nothing may be stored the token lasts until the page is left. */
let held = '';
const asked = new Set<() => void>();

/** The token, `''` for none. */
export function currentToken(): string {
  if (held === '') held = stored();
  return held;
}

/** Have the page ask for a token. */
export function askForToken(): void {
  for (const ask of asked) ask();
}

/** Asks for the token once a server wants one; nothing before. */
export function TokenGate({ onToken }: { readonly onToken: () => void }) {
  const [isAsked, setAsked] = useState(false);
  const [token, setToken] = useState('');
  useEffect(() => {
    const ask = () => setAsked(true);
    asked.add(ask);
    return () => {
      asked.delete(ask);
    };
  }, []);
  if (!isAsked) return null;
  return (
    <form
      class="card token"
      onSubmit={(event) => {
        event.preventDefault();
        keep(token);
        setAsked(false);
        setToken('');
        onToken();
      }}
    >
      <label for="token">This server asks for its token</label>
      <div class="actions">
        <input
          id="token"
          type="password"
          autocomplete="off"
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <button type="submit" disabled={token === ''}>
          Go on
        </button>
      </div>
      <p class="faint">
        What was given to <code>signpost serve --token</code>. It is forgotten when this tab is closed.
      </p>
    </form>
  );
}

function keep(token: string): void {
  held = token;
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // Not allowed here: the page keeps it.
  }
}

function stored(): string {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}
