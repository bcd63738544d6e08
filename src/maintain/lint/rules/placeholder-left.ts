/** What a template told its author to fill in, still there. */

import { phrasesOf, placeIn, placeOfField } from '../fields.ts';
import type { LintRule } from '../rule.ts';

/** A mark that stands for something to come; that a skill is about TODO comments is none. */
const PLACEHOLDER =
  /^\s*\[?(?:TODO|TBD|FIXME|XXX)\b|\[(?:TODO|TBD|FIXME): [^\]]*\]|<(?:TODO|TBD|FIXME|FILL[_ -]?IN|YOUR[_ -][A-Z _-]{1,40})>|\[(?:[Yy]our|[Ii]nsert|[Ff]ill in) [\w -]{1,40}\]|\b[Ll]orem ipsum\b/;

export const placeholderLeft: LintRule = {
  id: 'placeholder-left',
  *check({ documents }) {
    for (const document of documents) {
      const { description = '', title = '' } = document.parsed.fields;
      for (const [field, text] of Object.entries({ title, description })) {
        const [mark] = PLACEHOLDER.exec(text) ?? [];
        if (mark === undefined) continue;
        const place = mark === '' ? placeOfField(document, [field]) : placeIn(document, [[field]], mark).place;
        yield {
          path: document.path,
          place,
          reason: `Unexpected placeholder \`${mark}\` in \`${field}\`, expected what it stands for`,
        };
      }
      for (const phrase of phrasesOf(document)) {
        const { text, kind } = phrase;
        const [mark] = PLACEHOLDER.exec(text) ?? [];
        if (mark === undefined) continue;
        yield {
          path: document.path,
          place: phrase.place,
          reason: `Unexpected placeholder \`${mark}\` in a ${kind}, expected what it stands for`,
        };
      }
    }
  },
};
