/** Keeps secrets out of messages and errors, whoever repeats them. */

import { messageOf } from '../models/index.ts';

/** Hides secrets. */
export interface Redactor {
  /** The text with `[secret]` in place of each. */
  hide(text: string): string;
  /** A copy of what was thrown, and of its causes, without them: of an error only name, message, code and stack are kept. */
  hideIn(thrown: unknown): Error;
}

/** More than errors of Node have. */
const MOST_CAUSES = 5;

/**
 * Make a redactor.
 *
 * @param secrets
 *   Texts that nobody should read, none of them empty; hidden as they are, and as JSON and URLs write them. Without any,
 *   nothing is hidden.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  // The longest first: one may be a part of another.
  const sorted = [...new Set(secrets.flatMap(formsOf))].sort((a, b) => b.length - a.length);
  const hide = (text: string) => sorted.reduce((hidden, secret) => hidden.replaceAll(secret, '[secret]'), text);
  const copy = (thrown: unknown, depth: number): Error => {
    if (!(thrown instanceof Error)) return new Error(hide(messageOf(thrown)));
    const { name, message, stack } = thrown;
    const code = 'code' in thrown ? String(thrown.code) : undefined;
    const cause = causeOf(thrown);
    const copied = new Error(hide(message || (code ?? name)), {
      ...(cause !== undefined && depth < MOST_CAUSES && { cause: copy(cause, depth + 1) }),
    });
    copied.name = hide(name);
    if (stack !== undefined) copied.stack = hide(stack);
    return code === undefined ? copied : Object.assign(copied, { code: hide(code) });
  };
  return { hide, hideIn: (thrown) => copy(thrown, 1) };
}

/** Servers quote what they were sent as they write everything else: PHP has `\/` for a slash in JSON. */
function formsOf(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, inJson, inJson.replaceAll('/', '\\/'), encodeURIComponent(secret)];
}

/** Of several errors in one, as of a host with several addresses, the first is its cause. */
function causeOf(error: Error): unknown {
  return error instanceof AggregateError ? error.errors[0] : error.cause;
}
