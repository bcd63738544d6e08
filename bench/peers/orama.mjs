/**
 * Orama with its English stemmer, its list of stop words and boosted short fields, as its pages on text analysis and on boosting
 * show (https://docs.orama.com/docs/orama-js/search/fields-boosting).
 */
import { create, insertMultiple, search } from '@orama/orama';
import { stopwords as stopWords } from '@orama/stopwords/english';
import { versionOf } from './version-of.mjs';

export const name = 'Orama';
export const version = versionOf('@orama/orama');

const schema = {
  name: 'string',
  title: 'string',
  description: 'string',
  triggers: 'string',
  headings: 'string',
  body: 'string',
};
const boost = { name: 2, title: 2, description: 2, triggers: 2 };

export async function build(documents) {
  const tokenizer = { language: 'english', stemming: true, stopWords };
  const index = create({ schema, components: { tokenizer } });
  await insertMultiple(index, documents);
  return {
    async search(term, limit) {
      const { hits } = await search(index, { term, limit, boost });
      return hits.map(({ id }) => id);
    },
  };
}
