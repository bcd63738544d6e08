/** The codes of wrong calls and broken machines. */

/** Every code a `SignpostError` or a `Degraded` can carry, with the sentence the manual explains it by. */
export const errorMeanings = {
  SIGNPOST_BAD_OPTION: 'An option has a value outside its range, or is not known.',
  SIGNPOST_BAD_CONFIG:
    'A `signpost.config.json` cannot be read, is no JSON, or says something the schema does not know.',
  SIGNPOST_BAD_SETTINGS:
    'The settings of an agent cannot be read, or cannot be changed without changing what is not ours.',
  SIGNPOST_BAD_DOCUMENT: 'A document handed to the library is not `{ path, text }`.',
  SIGNPOST_ROOT_NOT_FOUND: 'A root does not exist or is not a folder.',
  SIGNPOST_ROOT_UNREADABLE: 'A root exists but cannot be listed.',
  SIGNPOST_NOT_WATCHED: 'Folders cannot be watched for changes: everything is looked at now and then instead.',
  SIGNPOST_NO_ROOT: 'No root was given and none was found from the working folder up.',
  SIGNPOST_UNKNOWN_REFERENCE: 'No reference has this id.',
  SIGNPOST_UNKNOWN_SECTION: 'No heading of the reference is called so.',
  SIGNPOST_NO_TEXT: 'Only an index entry is known of the reference: there is no text to read.',
  SIGNPOST_BAD_SNAPSHOT:
    'A snapshot is damaged, says otherwise than a document, or is of another version or user. It was not used.',
  SIGNPOST_CACHE_REFUSED:
    'The cache has a relative path, belongs to others, too, or lies in a root, a repository or the working folder. Nothing was kept there.',
  SIGNPOST_NO_SNAPSHOT: 'Only a snapshot was to be opened, and there is none that can be.',
  SIGNPOST_BAD_PACK: 'Bytes are no pack that this version of signpost made, or the vectors beside it are others.',
  SIGNPOST_VECTORS_MISSING:
    'Meaning was to count, and the word vectors cannot be had or are not those of a snapshot. Decisions are made by words alone, and say so in `degraded`.',
  SIGNPOST_FILE_UNREADABLE: 'A file named on the command line cannot be read.',
  SIGNPOST_BAD_INPUT: 'A line of a batch is not a JSON object with a `query`.',
  SIGNPOST_WRITE_FAILED: 'A file could not be written; it is as it was before.',
  SIGNPOST_PORT_UNAVAILABLE: 'Nothing can listen at a host and port: the port is taken, or not allowed.',
  SIGNPOST_PEER_MISSING: 'A package that a framework tool needs is not installed beside signpost.',
  SIGNPOST_STORE_UNAVAILABLE: 'A store cannot be reached, was lost on the way, or refused what it was asked.',
  SIGNPOST_STORE_DENIED:
    'A store does not let this user in, or do what was asked: a right is lacking, or the password is wrong.',
  SIGNPOST_STORE_OTHER: 'What a store holds was written by another version of signpost, or with other word vectors.',
  SIGNPOST_STORE_BUSY: 'Somebody else is pushing to the same catalog of a store.',
  SIGNPOST_STORE_EMPTY: 'A push of no reference at all would take the place of some: only `allowEmpty` does that.',
  SIGNPOST_STORE_UPKEEP:
    'A catalog was pushed, but what comes after failed: statistics, or the removal of what nobody asks any more.',
  SIGNPOST_UNKNOWN_CATALOG: 'No catalog of the store is called so, or none was pushed whole yet.',
  SIGNPOST_EMBEDDER_FAILED: 'An embedder did not answer, or not with one vector of finite numbers a text.',
  SIGNPOST_EMBEDDER_LATE: 'An embedder did not answer in time.',
  SIGNPOST_RERANKER_FAILED: 'A reranker threw, or did not give one finite score a candidate.',
  SIGNPOST_RERANKER_LATE: 'A reranker did not answer in time.',
} as const;

/** The stable code of a `SignpostError`. */
export type ErrorCode = keyof typeof errorMeanings;

/**
 * The codes of calls that are wrong, where the caller asks a signpost that somebody else opened: their messages say what to
 * do, and go to the caller. All others are of the machine, or of whoever set it up; their messages may name its folders.
 */
export const CALLERS_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'SIGNPOST_BAD_OPTION',
  'SIGNPOST_BAD_INPUT',
  'SIGNPOST_UNKNOWN_REFERENCE',
  'SIGNPOST_UNKNOWN_SECTION',
  'SIGNPOST_NO_TEXT',
]);
