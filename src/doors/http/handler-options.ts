/** What can be set for a handler of the HTTP API, and what it tells of each request. */

/** What the API is made of beside what it asks; all of it optional. */
export interface HandlerOptions {
  /** Of signpost, for the description of the API (default: `0.0.0`). */
  readonly version?: string;
  /** The largest body, in bytes (default: 1,048,576). */
  readonly maxBodyBytes?: number;
  /**
   * Requests of the API that may be answered at a time; one more is answered with 503 (default: 64, over a store 1,000). One whose body is still
   * on its way is not being answered yet, and health, metrics and pages always are.
   */
  readonly maxConcurrent?: number;
  /** What is answered beside the API, by path: the files of a page that asks it, say (default: nothing). */
  readonly pages?: ReadonlyMap<string, (request: Request) => Response>;
  /** Told of every request once it is answered (default: nobody). What was asked is not in it. */
  readonly onRequest?: (entry: RequestEntry) => void;
  /** Told of failures that are not the caller's (default: nobody). */
  readonly onProblem?: (problem: unknown) => void;
}

/** A line of the request log. */
export interface RequestEntry {
  readonly time: string;
  readonly method: string;
  /** The pattern the path fell under, e.g. `/v1/references/:id{[^]+}`; `other` for a path that is none. */
  readonly route: string;
  readonly status: number;
  /** Milliseconds. */
  readonly took: number;
  readonly decision?: string;
}
