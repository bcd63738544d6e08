/** Messages for documents, errors for callers. */

export {
  type Place,
  reportFileMessage,
  reportLack,
  reportMessage,
} from './report-message.ts';
export { SignpostError } from './signpost-error.ts';
