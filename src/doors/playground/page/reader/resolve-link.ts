/** Links of a text → references. */

/**
 * The reference a link leads to.
 *
 * Pure.
 *
 * @param from
 *   The id of the reference the link stands in.
 * @returns
 *   `undefined` for what is no relative link to a markdown file, or leads out of the catalog.
 */
export function resolveLink(link: string, from: string): string | undefined {
  const path = link.replace(/[?#].*$/s, '');
  if (!/\.mdx?c?$/i.test(path) || /^[a-z][a-z\d+.-]*:|^\//i.test(path)) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of decoded(path).split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
