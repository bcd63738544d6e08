/** signpost itself, as `npm run build` made it, with its defaults: the candidates of a decision in their order, whatever was decided. */
import { readFileSync } from 'node:fs';
import { buildSignpost } from '../../dist/session/build-signpost.js';

export const name = 'signpost';
export const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

export function build(documents) {
  const signpost = buildSignpost(documents.map(({ id, text }) => ({ path: id, text })));
  return { search: (request, limit) => signpost.route(request, { limit }).candidates.map(({ id }) => id) };
}
