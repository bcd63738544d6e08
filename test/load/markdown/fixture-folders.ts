/** Fixture folders of this room's tests. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ParsedDocument } from '../../../src/load/markdown/parse-document.ts';

const fixtures = fileURLToPath(new URL('./fixtures/', import.meta.url));

/** The names of the cases in a folder of fixtures. */
export function fixtureCases(folder: string): string[] {
  return readdirSync(`${fixtures}${folder}`).sort();
}

/** The text of a fixture, line endings and byte-order mark included. */
export function readFixture(folder: string, name: string, file: string): string {
  return readFileSync(`${fixtures}${folder}/${name}/${file}`, 'utf8');
}

/** One line a message: `line:column ruleId reason`. A message about the whole file stands at 1:1. */
export function renderMessages({ file }: Pick<ParsedDocument, 'file'>): string {
  return file.messages
    .map(({ line, column, ruleId, reason }) => `${line ?? 1}:${column ?? 1} ${ruleId} ${reason}\n`)
    .join('');
}
