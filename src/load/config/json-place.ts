/** Where a text stops being JSON: what the parser says of that differs from one Node to the next. */

const SPACE = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings, so they are looked for.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** What may come next: a value, a key, the colon after it, or what follows a value. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'end of value';

/**
 * Find the first mistake of a text that is not JSON.
 *
 * @param text
 *   What was to be JSON.
 * @returns
 *   The offset of the first character that cannot stand there, the length of the text when it ends too early, or
 *   `undefined` when there is no mistake. Takes time proportional to the text.
 */
export function findJsonMistake(text: string): number | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  for (;;) {
    take(SPACE);
    const char = text[at];
    if (expected === 'end of value' && open.length === 0) return char === undefined ? undefined : at;
    if (char === undefined) return at;
    const inner = open.at(-1);
    if (expected === 'colon') {
      if (char !== ':') return at;
      at++;
      expected = 'value';
    } else if (expected === 'end of value') {
      if (char === ',') expected = inner === '{' ? 'key' : 'value';
      else if (char === (inner === '{' ? '}' : ']')) open.pop();
      else return at;
      at++;
    } else if ((expected === 'key or }' && char === '}') || (expected === 'value or ]' && char === ']')) {
      open.pop();
      at++;
      expected = 'end of value';
    } else if (expected === 'key' || expected === 'key or }') {
      if (!take(STRING)) return at;
      expected = 'colon';
    } else if (char === '{' || char === '[') {
      open.push(char);
      at++;
      expected = char === '{' ? 'key or }' : 'value or ]';
    } else {
      if (!take(STRING) && !take(SCALAR)) return at;
      expected = 'end of value';
    }
  }
}
