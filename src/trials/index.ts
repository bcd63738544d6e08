/** Edits of documentation on trial: what a trigger or a branch would win and lose, in the router itself. Pure. */

export {
  type Asked,
  ask,
  changeOf,
  changes,
  isAbove,
  labelled,
  MOST_ASKED,
  type Outcomes,
  ownRequests,
  type Tried,
  withTrigger,
  wrongOf,
} from './trials.ts';
export { explainWhyNot } from './why-not.ts';
