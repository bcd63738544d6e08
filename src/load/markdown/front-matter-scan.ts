/**
 * The light scanner for front matter: the plain subset of YAML nearly every reference is written in.
 *
 * It accepts a source only where it is certain to read it as a YAML parser would; a property test holds it to that.
 */

const FIELD = /^([A-Za-z_][\w-]*):(?:[ \t]+(.*))?$/;
const ITEM = /^( *)-[ \t]+(.*)$/;
/** A further line of a plain text. */
const CONTINUED = /^ +([^ -].*)$/;
/** Begins with a letter or an opening parenthesis, and no ": ", " #" or closing colon in it. */
const PLAIN = /^[\p{L}(](?:[^:#\t\p{C}]|:(?=[^\s])|(?<=\S)#)*$/u;
const DOUBLE_QUOTED = /^"((?:[^"\\\p{C}]|\\["\\])*)"$/u;
const SINGLE_QUOTED = /^'([^'\p{C}]*)'$/u;

/**
 * Read simple front matter.
 *
 * @param source
 *   The lines between the fences.
 * @returns
 *   Strings and lists of strings by key, or `undefined` when the source needs a YAML parser.
 * @example
 *   scanFrontMatter('title: dbt Cloud\ntriggers:\n  - "hosted dbt"'); // { title: 'dbt Cloud', triggers: ['hosted dbt'] }
 */
export function scanFrontMatter(source: string): Record<string, string | string[]> | undefined {
  const fields: Record<string, string | string[]> = {};
  let list: string[] | undefined;
  let indent: string | undefined;
  let open: string | undefined;
  let folded: string | undefined;
  for (const line of source.split(/\r?\n/)) {
    const item = ITEM.exec(line);
    if (item) {
      const value = scalar(item[2] ?? '');
      indent ??= item[1];
      if (open === undefined || value === undefined || indent !== item[1]) return undefined;
      if (!list) {
        list = [];
        fields[open] = list;
      }
      list.push(value);
      continue;
    }
    const continued = CONTINUED.exec(line)?.[1];
    if (continued !== undefined) {
      const more = withoutSpaceBehind(continued);
      // A plain text may go on in further lines, and may begin in the line below its key.
      if (folded === undefined || list || !PLAIN.test(more)) return undefined;
      fields[folded] = fields[folded] === undefined ? more : `${fields[folded]} ${more}`;
      open = undefined;
      continue;
    }
    // A key that opened a list and got no item has no value: left to the parser.
    if (open !== undefined && !list) return undefined;
    open = undefined;
    list = undefined;
    indent = undefined;
    const field = FIELD.exec(line);
    if (!field?.[1] || field[1] === '__proto__' || Object.hasOwn(fields, field[1])) return undefined;
    if (field[2] === undefined || field[2] === '') {
      open = field[1];
      folded = field[1];
      continue;
    }
    const value = scalar(field[2]);
    if (value === undefined) return undefined;
    fields[field[1]] = value;
    folded = PLAIN.test(value) && /^[^"']/.test(field[2]) ? field[1] : undefined;
  }
  return open !== undefined && !list ? undefined : fields;
}

function scalar(written: string): string | undefined {
  const text = withoutSpaceBehind(written);
  if (PLAIN.test(text)) return text;
  return DOUBLE_QUOTED.exec(text)?.[1]?.replace(/\\(["\\])/g, '$1') ?? SINGLE_QUOTED.exec(text)?.[1];
}

/** From the end: an expression would look at every space in the text for the last. */
function withoutSpaceBehind(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end--;
  return text.slice(0, end);
}
