/** Which word vectors ship with this version: weights are fitted to them, and others would decide otherwise without a word. */

/** What `decodeWordVectors` calls them: their header, and the bytes of the file. */
export const SHIPPED_KEY =
  '{"format":"signpost-vectors-1","dimensions":128,"terms":21837,"provenance":{"pool":"61a04ccdb2c1c771","skills":57842,"pairs":1168962,"epochs":2}} 3055908';
/** CRC-32 of the file. */
export const SHIPPED_SUM = 1852023153;
