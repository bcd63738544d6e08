/** A catalog in bytes: laid out once, opened in a moment, and asked without reading more of it than a request needs. Pure. */

export { decodeSections, encodeSections } from './container.ts';
export { openPack } from './open-pack.ts';
export { packCatalog } from './pack-catalog.ts';
export { isMadeWith } from './vectors.ts';
