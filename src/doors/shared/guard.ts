/** Who may ask a server: programs of this machine, or whoever has the token. */

import { createHash, timingSafeEqual } from 'node:crypto';

/** What a server lets in. */
export interface GuardOptions {
  /** Where it listens. */
  readonly host: string;
  /** Whether the request is for a page that people open: a link of another page may lead there. */
  readonly isPage: boolean;
  /** What clients send as `Authorization: Bearer …`; needed wherever `host` is not loopback. */
  readonly token?: string | undefined;
}

/** Why a request is not let in. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly detail: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;
/** As nearly every client writes it: no URL has to be parsed for those. */
const PLAIN_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** Who makes a browser ask, in its own words: a page of this server, or the person at it. */
const OWN_SITES: readonly string[] = ['same-origin', 'none'];

/** Whether a host is this machine, seen from itself. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * Look at a request before anything else does.
 *
 * @param request
 *   Its headers alone are read.
 * @returns
 *   `undefined` for a request that is let in.
 */
export function refusalOf(request: Request, { host, token, isPage }: GuardOptions): Refusal | undefined {
  const isLocal = isLoopback(host);
  const asked = request.headers.get('host') ?? '';
  // A page can have its name resolve to this machine: it is told apart by the name it asks for, and by where it comes from.
  if (isLocal && !PLAIN_HOST.test(asked) && !isLoopback(hostnameOf(`http://${asked}`))) {
    return { status: 403, detail: 'Unexpected Host header, expected a name of this machine' };
  }
  // What a page embeds, or asks without reading the answer, has no Origin header. Another port of this machine is `same-site`: another
  // program, with pages of its own, that could read no answer either.
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && !OWN_SITES.includes(site) && !(isPage && isFollowed(request))) {
    return { status: 403, detail: `Unexpected Sec-Fetch-Site header, expected ${OWN_SITES.join(' or ')}` };
  }
  const origin = request.headers.get('origin');
  if (origin !== null) {
    const from = hostnameOf(origin);
    // Elsewhere a page may ask the host that it came from, under whatever name.
    const own = hostnameOf(`http://${asked}`);
    if (!isLoopback(from) && (isLocal || from === '' || from !== own)) {
      return { status: 403, detail: 'Unexpected Origin header, expected a page of this machine' };
    }
  }
  if (token && !isSame(/^bearer +(.*)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '', token)) {
    return { status: 401, detail: 'Unexpected Authorization header, expected the bearer token' };
  }
  return undefined;
}

/** Whether a person follows a link, rather than a page loading or framing what it names. */
function isFollowed({ method, headers }: Request): boolean {
  return (
    method === 'GET' && headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document'
  );
}

/** `''` for what is no URL, `null` of a page without a name among it. */
function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '';
}

/** In the same time wherever they differ. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
