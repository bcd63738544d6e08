/** A value → the one response of JSON there is: what strangers wrote in it neither ends a line nor turns one, wherever it is looked at. */

import { jsonLine } from '../../text/printable.ts';

/** What a response is beside its body. */
interface JsonInit {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const TYPE = { 'content-type': 'application/json' };

/** A value as a response; what `headers` say comes before what is said otherwise. */
export function jsonResponse(value: unknown, init: JsonInit = {}): Response {
  return lineResponse(jsonLine(value), init);
}

/** As `jsonResponse`, of what `jsonLine` made already. */
export function lineResponse(line: string, { status = 200, headers = {} }: JsonInit = {}): Response {
  return new Response(line, { status, headers: { ...TYPE, ...headers } });
}
