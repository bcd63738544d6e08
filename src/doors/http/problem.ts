/** Errors as problem details (RFC 9457). */

import type { ErrorCode } from '../../domain/error.ts';
import { isCallers } from '../shared/answers.ts';
import { jsonResponse } from './json-response.ts';

/** What kind of error a client can tell apart: a code of the library, or one of HTTP. */
export type ProblemCode =
  | ErrorCode
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'BODY_TOO_LARGE'
  | 'BODY_INCOMPLETE'
  | 'BUSY'
  | 'TOO_LONG'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'FAILED';

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is wrong',
  401: 'A token is needed',
  403: 'The request comes from elsewhere',
  404: 'There is nothing here',
  405: 'Another method is expected',
  413: 'The body is too large',
  500: 'signpost failed to answer',
  503: 'It cannot be answered now',
  504: 'It took too long',
};

/** The problem as a response. `detail` says what was meant; of a failure it says nothing of the inside. */
export function problem(
  status: number,
  code: ProblemCode,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = { type: 'about:blank', title: TITLES[status] ?? 'The request failed', status, detail, code };
  return jsonResponse(body, { status, headers: { ...headers, 'content-type': 'application/problem+json' } });
}

/** The status an error of the library has: what is not the caller's is a failure, and so is one without a code. */
export function statusOf(code: ErrorCode | undefined): number {
  switch (code) {
    case 'SIGNPOST_UNKNOWN_REFERENCE':
    case 'SIGNPOST_UNKNOWN_SECTION':
    case 'SIGNPOST_NO_TEXT':
      return 404;
    case 'SIGNPOST_STORE_UNAVAILABLE':
      return 503;
    default:
      return code !== undefined && isCallers(code) ? 400 : 500;
  }
}
