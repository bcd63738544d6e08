/** A catalog in bytes: laid out once, opened in a moment, and asked without reading more of it than a request needs. Pure. */

export { termsIn } from './analysed.ts';
export {
  decodeSections,
  EXTENT_BYTES,
  encodeSections,
  isPackOfAnyVersion,
  jsonSection,
  type Rest,
  readExtent,
  type Section,
  type Sections,
} from './container.ts';
export { createKept, type Kept } from './kept.ts';
export { layersOver } from './layered/open-layered.ts';
export { isSameMade, type Made, madeIn, madeOf } from './made.ts';
export { messageFrom, messageRecord } from './messages.ts';
export { openPack } from './open-pack.ts';
export { packCatalog } from './pack-catalog.ts';
export { partsOf } from './parts.ts';
export { forEachHolder, mostIn, POSTING } from './postings.ts';
export { profileFrom, profileRecord } from './profile-record.ts';
export type { MessageRecord, ProfileRecord } from './records.ts';
export { createPackedRetriever } from './retriever.ts';
export { checksum, seal, unseal } from './seal.ts';
export type { TermTable } from './terms.ts';
export { isMadeWith } from './vectors.ts';
