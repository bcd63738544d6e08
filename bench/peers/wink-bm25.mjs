/**
 * wink-bm25-text-search with the preparation its README gives: words without stop words, stemmed, negated ones marked, by wink-nlp
 * and its light English model (https://github.com/winkjs/wink-bm25-text-search#example-).
 */
import bm25 from 'wink-bm25-text-search';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { versionOf } from './version-of.mjs';

export const name = 'wink-bm25';
export const version = versionOf('wink-bm25-text-search');

const nlp = winkNLP(model);
const { its } = nlp;

function prepare(text) {
  const terms = [];
  nlp
    .readDoc(text)
    .tokens()
    .filter((token) => token.out(its.type) === 'word' && !token.out(its.stopWordFlag))
    .each((token) => terms.push(token.out(its.negationFlag) ? `!${token.out(its.stem)}` : token.out(its.stem)));
  return terms;
}

export function build(documents) {
  const engine = bm25();
  engine.defineConfig({ fldWeights: { name: 2, title: 2, description: 2, triggers: 2, headings: 1, body: 1 } });
  engine.definePrepTasks([prepare]);
  for (const document of documents) engine.addDoc(document, document.id);
  engine.consolidate();
  return { search: (request, limit) => engine.search(request, limit).map(([id]) => id) };
}
