/** Text analysis. Pure, and the same for documents and requests. */

export { analyze } from './analyze.ts';
export { didYouMean, isWithinEdits } from './did-you-mean.ts';
export { type Glob, type GlobWork, matchGlob, parseGlob, splitPath } from './glob.ts';
export { trigramsOf } from './ngrams.ts';
export { bracketedPhrases, phraseKey, splitPhrases } from './phrases.ts';
export { jsonLine, printable, printableLines, printableWithin } from './printable.ts';
export { tokenize } from './tokenize.ts';
export { estimateTokens } from './tokens.ts';
