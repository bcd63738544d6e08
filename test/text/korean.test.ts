import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { analyze } from '../../src/text/analyze.ts';
import { stemKorean } from '../../src/text/languages/korean.ts';

describe('stemKorean', () => {
  it.each([
    ['데이터베이스를', '데이터베이스'],
    ['데이터베이스에서는', '데이터베이스'],
    ['연구를', '연구'],
    ['목록으로', '목록'],
    ['사용자가', '사용자'],
    ['정리해', '정리'],
    ['정리하는', '정리'],
    ['분석합니다', '분석'],
    ['api를', 'api'],
    ['dagster에서', 'dagster'],
  ])('takes off %s what the sentence adds to it', (word, stem) => expect(stemKorean(word)).toBe(stem));

  it.each(['회의', '나무', '온도', '시나리오', '프로젝트', '해', ''])('leaves %s alone', (word) => {
    expect(stemKorean(word)).toBe(word);
  });

  it('keeps two syllables at the least, and a beginning of the word', () => {
    const syllable = fc.constantFrom('데', '이', '를', '은', '해', '합', '니', '다', '으', '로', 'a');
    fc.assert(
      fc.property(fc.array(syllable, { maxLength: 24 }), (syllables) => {
        const word = syllables.join('');
        const stem = stemKorean(word);
        expect(word.startsWith(stem)).toBe(true);
        expect(stem.length).toBeGreaterThanOrEqual(Math.min(1, word.length));
      }),
    );
  });
});

describe('a request in Korean', () => {
  it('is the same in whatever case its nouns stand', () => {
    expect(analyze('데이터베이스를 백업에서 복원합니다')).toEqual(analyze('데이터베이스 백업 복원'));
    expect(analyze('API를 정리해 줘')).toEqual(['api', '정리', '줘']);
  });

  it('finds the document that says it with other particles', () => {
    const signpost = buildSignpost([
      { path: 'restore.md', text: '---\ndescription: 데이터베이스의 백업과 복원\n---\n' },
      { path: 'invoice.md', text: '---\ndescription: 청구서의 작성과 수정\n---\n' },
    ]);
    expect(signpost.route('어제 백업에서 데이터베이스를 복원해 주세요').references[0]?.id).toBe('restore.md');
    expect(signpost.route('청구서를 작성해 줘').references[0]?.id).toBe('invoice.md');
  });
});
