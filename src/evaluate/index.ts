/** Labelled requests in, numbers out. */

export { parseLabelledRequests } from './labelled-requests.ts';
