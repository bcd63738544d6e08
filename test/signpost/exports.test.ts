import { expect, it } from 'vitest';
import * as signpost from '../../src/index.ts';

it('exports what was promised, and nothing else: a name here is kept for good', () => {
  expect(Object.keys(signpost).sort()).toEqual([
    'SignpostError',
    'cacheEmbeddings',
    'compareEvaluations',
    'createOpenAiEmbedder',
    'createSignpost',
    'createToolbox',
    'estimateTokens',
    'evaluate',
    'findReference',
    'followSignpost',
    'frontMatterLabels',
    'generateIndex',
    'lint',
    'openSignpost',
    'packSignpost',
    'parseBaseline',
    'parseLabelledRequests',
    'parseTrees',
    'readRuleHelp',
    'readTriggerEvals',
    'suggest',
    'tuneThresholds',
    'watchRoots',
    'whyNot',
  ]);
});
