/** The router where there is no disk: a pack in, a signpost out. Nothing here needs Node. */

export type { Decision, RankedReference, RouteOptions } from './domain/decision.ts';
export type { Evaluation } from './domain/evaluation.ts';
export type { Explanation } from './domain/explanation.ts';
export type { LabelledRequest } from './domain/labelled-request.ts';
export type { Catalog, Reference } from './domain/reference.ts';
export type { Signpost } from './domain/signpost.ts';
export { SignpostError } from './domain/signpost-error.ts';
export type { WhyNot } from './domain/why-not.ts';
export { evaluate } from './maintain/evaluate/evaluate.ts';
export { parseLabelledRequests } from './maintain/evaluate/labelled-requests.ts';
export { type WhyNotQuestion, whyNot } from './maintain/what-if/why-not-of.ts';
export { type OpenPackOptions, openPack } from './session/create/from-pack.ts';
