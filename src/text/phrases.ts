/** Triggers as authors write them → phrases. */

/**
 * Split trigger strings into phrases.
 *
 * @param triggers
 *   Strings, each holding phrases separated by commas, semicolons or their East Asian forms.
 * @returns
 *   Trimmed phrases in order, without empty ones.
 * @example
 *   splitPhrases(['dbt Cloud, cloud-based dbt; hosted dbt']); // ['dbt Cloud', 'cloud-based dbt', 'hosted dbt']
 */
export function splitPhrases(triggers: readonly string[]): string[] {
  return triggers.flatMap((trigger) =>
    trigger
      .split(/[,;，；、]/)
      .map((phrase) => phrase.trim())
      .filter((phrase) => phrase !== ''),
  );
}
