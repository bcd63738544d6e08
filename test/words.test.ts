/** Words that do not come back: names of a dialect of our own, for which the field has words. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** A name that was, and what it is called. */
const GONE: Readonly<Record<string, string>> = {
  Askable: 'CatalogIndex',
  askable: 'catalogIndex',
  OpenedPack: 'CatalogIndex',
  compact: 'routingTerms',
  preparable: 'profileInput',
  preparables: 'profileInputs',
  View: 'PartialIndex, of a store',
  Ground: 'RouterIndex',
  ground: 'routerIndex',
  weigh: 'collectEvidence, or weightOf',
  weighEach: 'extractFeatures',
  judge: 'rankCandidates',
  settle: 'resolveHierarchy',
  assess: 'collectAndRank',
  LED: 'BRANCH_LOG_ODDS',
  surroundings: 'neighborhoodSimilarity',
  Tried: 'WhatIf',
  trials: 'what-if',
  holdAgainst: 'whyNotOf',
  madeIn: 'fingerprintsIn',
  Preparable: 'ProfileInput',
  preparer: 'createAnalyzer',
  Kept: 'Cache',
  Wanted: 'BatchLoader',
  NotYet: 'DataMissing',
  standing: 'documentFrequency',
  tails: 'bodyLengths',
  momentOf: 'currentOf',
  Asked: 'what it is: Source, OwnRequest, PairLookup',
};

/** The names that a file declares, those of its properties and parameters included. */
function declaredIn(path: string, text: string): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && 'name' in node.parent && node.parent.name === node && !isUse(node.parent)) {
      names.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return names;
}

function isUse(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) || ts.isImportSpecifier(node) || ts.isExportSpecifier(node);
}

it('are declared nowhere in src', () => {
  const source = join(import.meta.dirname, '../src');
  const found = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('playground'))
    .flatMap((path) =>
      declaredIn(path, readFileSync(join(source, path), 'utf8'))
        .filter((name) => Object.hasOwn(GONE, name))
        .map((name) => `${path}: ${name}, which is called ${GONE[name]}`),
    );
  expect(found).toEqual([]);
});

it('are found where they are declared', () => {
  expect(declaredIn('a.ts', 'export interface Askable { readonly ground: number }\nuse(judge);')).toEqual([
    'Askable',
    'ground',
  ]);
});
