/** What was asked and how long it took, as Prometheus reads it. */

/** Upper bounds of the buckets, in seconds. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];

/** Counts requests. */
export interface Metrics {
  readonly count: (route: string, status: number, seconds: number) => void;
  readonly countDecision: (decision: string) => void;
  /** The text exposition format, version 0.0.4. */
  readonly render: (references: number) => string;
}

/** Make counters at zero. Routes are patterns, never paths: what a client makes up must not grow them. */
export function createMetrics(): Metrics {
  const requests = new Map<string, number>();
  const decisions = new Map<string, number>();
  const buckets = new Array<number>(BOUNDS.length).fill(0);
  let [seconds, count] = [0, 0];
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const lines = (name: string, counts: ReadonlyMap<string, number>) =>
    [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([labels, value]) => `${name}{${labels}} ${value}`);
  return {
    count(route, status, took) {
      add(requests, `route="${route}",status="${status}"`);
      for (const [at, bound] of BOUNDS.entries()) if (took <= bound) buckets[at] = (buckets[at] ?? 0) + 1;
      seconds += took;
      count++;
    },
    countDecision: (decision) => add(decisions, `decision="${decision}"`),
    render: (references) =>
      [
        '# HELP signpost_requests_total Requests answered.',
        '# TYPE signpost_requests_total counter',
        ...lines('signpost_requests_total', requests),
        '# HELP signpost_decisions_total Decisions made.',
        '# TYPE signpost_decisions_total counter',
        ...lines('signpost_decisions_total', decisions),
        '# HELP signpost_request_seconds Time a request took.',
        '# TYPE signpost_request_seconds histogram',
        ...BOUNDS.map((bound, at) => `signpost_request_seconds_bucket{le="${bound}"} ${buckets[at]}`),
        `signpost_request_seconds_bucket{le="+Inf"} ${count}`,
        `signpost_request_seconds_sum ${seconds}`,
        `signpost_request_seconds_count ${count}`,
        '# HELP signpost_references References in the catalog.',
        '# TYPE signpost_references gauge',
        `signpost_references ${references}`,
        '',
      ].join('\n'),
  };
}
