/** 1 where a trigger, example, title or quoted phrase has the words of the request and no other. */

import { indexOf, MANY_PHRASES } from '../many-phrases.ts';
import type { Phrase } from '../profile.ts';
import type { Feature } from './feature.ts';

export const exact: Feature = {
  label: 'the request is a phrase of it',
  kind: 'phrase',
  range: [0, 1],
  // Nobody asks in the words of a trigger alone.
  byHand: 4,
  compute({ request, profile: { phrases } }) {
    if (phrases.length > MANY_PHRASES) return indexOf(phrases).keys().has(request.key()) ? 1 : 0;
    const isExact = ({ terms }: Phrase) =>
      terms.length === request.terms.size && terms.every((term) => request.terms.has(term));
    return phrases.some(isExact) ? 1 : 0;
  },
};
