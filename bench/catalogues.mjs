/** The labelled catalogues that benchmarks read: what is a skill of them, and as what file its author wrote it. */
import { readFileSync } from 'node:fs';

/** Short descriptions or labels alone, and a set whose labels favour lexical matching. */
export const EVERYDAY = new Set(['metatool', 'banking77', 'salesforce-978']);

export const readLines = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** A skill of the data as the file its author wrote. */
export function documentOf({ id, name, description, triggers = [], examples = [], body = '' }) {
  const list = (key, items) =>
    items.length > 0 ? [`${key}:`, ...items.map((item) => `  - ${JSON.stringify(item)}`)] : [];
  const fields = [
    `name: ${JSON.stringify(name)}`,
    ...(description ? [`description: ${JSON.stringify(description)}`] : []),
    ...list('triggers', triggers),
    ...list('examples', examples),
  ];
  return { path: id.endsWith('.md') ? id : `${id}/SKILL.md`, text: `---\n${fields.join('\n')}\n---\n${body}` };
}
