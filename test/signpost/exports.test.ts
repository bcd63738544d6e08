import { expect, it } from 'vitest';
import * as signpost from '../../src/index.ts';

it('exports what was promised, and nothing else: a name here is kept for good', () => {
  expect(Object.keys(signpost).sort()).toEqual([
    'AGENT_NAMES',
    'SignpostError',
    'buildSnapshot',
    'cacheEmbeddings',
    'cacheFolder',
    'compareEvaluations',
    'createOpenAiEmbedder',
    'createSignpost',
    'createStoreToolbox',
    'createToolbox',
    'estimateTokens',
    'evaluate',
    'evaluateStored',
    'findReference',
    'followSignpost',
    'frontMatterLabels',
    'generateIndex',
    'lint',
    'openSignpost',
    'openStore',
    'packSignpost',
    'parseBaseline',
    'parseLabelledRequests',
    'parseTrees',
    'pushStore',
    'readRuleHelp',
    'readTriggerEvals',
    'setUp',
    'suggest',
    'tuneThresholds',
    'watchRoots',
    'whyNot',
  ]);
});
