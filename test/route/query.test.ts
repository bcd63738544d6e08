/** What of a request is read. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/route/query.ts';

const terms = (text: string) => parseQuery(text).terms;

describe('parseQuery', () => {
  it.each([
    ['an address', 'why did https://acme.dagster.cloud/prod/runs fail', ['acm', 'dagster', 'prod', 'run', 'fail']],
    ['an address of this machine', 'open http://localhost:8080/admin', ['open', 'admin']],
    [
      'an address of a file',
      'review https://www.github.com/acme/app.py',
      ['review', 'github', 'acm', 'app', 'py', 'app.py'],
    ],
    ['an address at the end', 'audit https://example.com.', ['audit', 'exampl']],
    ['an address before a comma', 'audit https://foo.cloud,and report', ['audit', 'foo', 'report']],
    ['an address with a password', 'open https://me:secret@vault.example.com/a', ['open', 'vault', 'exampl']],
    ['an IP address', 'open http://127.0.0.1:8080/admin or http://[::1]:80/admin', ['open', 'admin']],
    ['a UUID', 'run ca5aba5e-fade-bead-cafe-dec0de5c0de5 failed', ['run', 'fail']],
    ['a hash', 'revert 9f86d081884c7d659a2feaa0c55ad015', ['revert']],
  ])('leaves out of %s what only machines read', (_name, text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it.each([
    ['words of the letters a to f', 'facade decade', ['facad', 'decad']],
    ['codes of errors', 'error 8007000e or 80070005', ['error', '8007000e', '80070005']],
    ['a host of one name', 'connect to http://minio:9000', ['connect', 'minio']],
    ['what follows an address without a space', '请看https://example.com然后', ['请看', 'exampl', '然后']],
    ['versions and short numbers', 'python 3.12 of 2024', ['python', '3.12', '2024']],
    ['a domain without a scheme', 'deploy to example.cloud', ['deploy', 'exampl', 'cloud', 'example.cloud']],
  ])('keeps %s', (_name, text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it('reads any request in time, and gives each of its terms once', () => {
    for (const part of ['a-', '0', 'https://', 'https://a.', 'abcdef', 'f0-']) {
      parseQuery(part.repeat(50_000));
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        const query = parseQuery(text);
        expect(new Set(query.terms).size).toBe(query.terms.length);
        expect([...new Set(query.sequence)]).toEqual(query.terms);
      }),
    );
  });
});
