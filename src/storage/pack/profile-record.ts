/** A profile ↔ its record, with its terms as numbers of a table, or as they are. */

import type { Reference } from '../../domain/reference.ts';
import type { Neighbours } from '../../route/neighbours.ts';
import { createProfile, type Phrase, type Prepared, type Profile } from '../../route/profile.ts';
import type { PhraseRecord, ProfileRecord } from './records.ts';

/**
 * Record a profile.
 *
 * @param prepared
 *   A reference, prepared.
 * @param written
 *   What stands for terms in the record.
 */
export function profileRecord<Term>(
  { profile, document, sequences, clauses }: Prepared,
  written: (terms: readonly string[]) => readonly Term[],
): ProfileRecord<Term> {
  const phrases = (list: readonly Phrase[]): PhraseRecord<Term>[] =>
    list.map(({ text, terms }) => [text, written(terms)]);
  return {
    name: document.name,
    isDescribed: document.description !== '',
    sequences: sequences.map(written),
    clauses: clauses().map(written),
    phrases: phrases(profile.phrases),
    exclusions: phrases(profile.exclusions),
    received: phrases(profile.received),
    notFor: phrases(profile.notFor),
  };
}

/** What a profile has beside its record. */
export interface BesideRecord {
  readonly reference: Reference;
  readonly body: Neighbours;
  readonly bodyTerms: () => readonly string[];
}

/**
 * Make a profile of its record.
 *
 * @param record
 *   From `profileRecord`.
 * @param beside
 *   What it does not hold.
 * @param named
 *   The terms that stand for what is written.
 */
export function profileFrom<Term>(
  record: ProfileRecord<Term>,
  beside: BesideRecord,
  named: (written: readonly Term[]) => readonly string[],
): Profile {
  const phrases = (list: readonly PhraseRecord<Term>[]): Phrase[] =>
    list.map(([text, terms]) => ({ text, terms: named(terms) }));
  return createProfile({
    ...beside,
    name: record.name,
    sequences: record.sequences.map(named),
    isDescribed: record.isDescribed,
    phrases: () => phrases(record.phrases),
    exclusions: () => phrases(record.exclusions),
    received: () => phrases(record.received),
    notFor: () => phrases(record.notFor),
    clauses: () => record.clauses.map(named),
  });
}
