/** What each entry of the package exports. A name here is kept for good. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  '.': [
    'SignpostError',
    'buildSnapshot',
    'cacheEmbeddings',
    'cacheFolder',
    'createSignpost',
    'estimateTokens',
    'findReference',
    'followSignpost',
    'fromAiSdk',
    'openSignpost',
    'packSignpost',
  ],
  './maintain': [
    'compareEvaluations',
    'evaluate',
    'evaluateStored',
    'frontMatterLabels',
    'generateIndex',
    'lint',
    'parseBaseline',
    'parseLabelledRequests',
    'parseTrees',
    'readRuleHelp',
    'readTriggerEvals',
    'suggest',
    'tuneThresholds',
    'watchRoots',
    'whyNot',
  ],
  './store': ['dropCatalog', 'openStore', 'pushStore'],
  './tools': ['aiSdkTool', 'catalogPrompt', 'createToolbox', 'functionTools', 'langchainTool'],
  './http': ['createHandler', 'serveHttp'],
  './edge': ['createHandler'],
  './init': ['AGENT_NAMES', 'setUp'],
  './browser': ['SignpostError', 'evaluate', 'openPack', 'parseLabelledRequests', 'whyNot'],
  './vectors': ['vectors'],
};
const exported: Readonly<Record<string, string | { readonly default: string }>> = JSON.parse(
  readFileSync('package.json', 'utf8'),
).exports;

it('there are these entries, and no others', () => {
  expect(Object.keys(exported).sort()).toEqual([...Object.keys(NAMES), './package.json'].sort());
});

it.each(Object.keys(NAMES))('%s exports what was promised, and nothing else', async (entry) => {
  const target = Object(exported[entry])
    .default.replace(/^\.\/dist\//, '../../src/')
    .replace(/\.js$/, '.ts');
  expect(Object.keys(await import(target)).sort()).toEqual(NAMES[entry]);
});
