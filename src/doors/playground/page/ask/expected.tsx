/** Hold the decision against a reference that is not among the candidates. */

import { useState } from 'preact/hooks';
import type { Backend } from '../backend.ts';
import { useLoaded } from '../use-answer.ts';
import { WhyNotPanel } from './why-not.tsx';

interface ExpectedProps {
  readonly backend: Backend;
  readonly whyNot: NonNullable<Backend['whyNot']>;
  readonly query: string;
}

/** Name another reference, and see what keeps it from winning. */
export function Expected({ backend, whyNot, query }: ExpectedProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="card expected" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Did you expect another reference?</summary>
      {isOpen && <Field backend={backend} whyNot={whyNot} query={query} />}
    </details>
  );
}

function Field({ backend, whyNot, query }: ExpectedProps) {
  const listed = useLoaded(backend.references);
  const [named, setNamed] = useState('');
  const [asked, setAsked] = useState<string>();
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(named.trim());
        }}
      >
        <label for="expected">Its id, path or name</label>
        <div class="actions">
          <input
            id="expected"
            list="references"
            value={named}
            autocomplete="off"
            onInput={(event) => setNamed(event.currentTarget.value)}
          />
          <button type="submit" disabled={named.trim() === ''}>
            Compare
          </button>
        </div>
        <datalist id="references">
          {listed.kind === 'loaded' &&
            listed.value.references.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
        </datalist>
      </form>
      {asked !== undefined && asked !== '' && (
        <WhyNotPanel key={asked} whyNot={whyNot} query={query} id={asked} isAsked={true} />
      )}
    </>
  );
}
