/** A text with the terms of the request marked, running the way its own letters run. */

import { langOf, markTerms } from './words.ts';

interface MarkedProps {
  readonly text: string;
  readonly terms: ReadonlySet<string>;
}

/** Text with marks. */
export function Marked({ text, terms }: MarkedProps) {
  const lang = langOf(text);
  return (
    <bdi dir="auto" {...(lang !== undefined && { lang })}>
      {markTerms(text, terms).map((piece, at) => (piece.isTerm ? <mark key={at}>{piece.text}</mark> : piece.text))}
    </bdi>
  );
}
