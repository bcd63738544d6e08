/** The words of a heading, without its marks. */

/** A heading without the `#` that may close it. */
export function withoutClosing(heading: string): string {
  const said = heading.trimEnd();
  let end = said.length;
  while (said[end - 1] === '#') end--;
  return end === 0 || (end < said.length && /[ \t]/.test(said[end - 1] ?? '')) ? said.slice(0, end) : heading;
}

/** Inline markdown without its marks: enough for headings and drawings, whose markup is simple. */
export function plainText(markdown: string): string {
  return withoutLinks(markdown)
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/(^|[\s(])[*_]([^*_]+)[*_](?=$|[\s).,:;!?])/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Links and images as their text. */
function withoutLinks(markdown: string): string {
  let plain = '';
  let from = 0;
  let closing = -1;
  for (let open = markdown.indexOf('['); open !== -1; open = markdown.indexOf('[', Math.max(open + 1, from))) {
    // The next one for all brackets before it.
    if (closing < open) closing = markdown.indexOf(']', open);
    if (closing === -1) break;
    if (markdown[closing + 1] !== '(') continue;
    const end = markdown.indexOf(')', closing);
    if (end === -1) break;
    const start = open > from && markdown[open - 1] === '!' ? open - 1 : open;
    plain += markdown.slice(from, start) + markdown.slice(open + 1, closing);
    from = end + 1;
  }
  return plain + markdown.slice(from);
}
