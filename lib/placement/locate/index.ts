export { locate } from './locate';
export { isAmbiguous } from './locate-selector';
export {
  above,
  common,
  keeping,
  REPLICATED,
  SOMEWHERE,
  type Above,
  type Keys,
  type Local,
  type Location,
  type Replicated,
} from './location';
export { becauseOf } from './reasons';
export {
  ALERT_SERIES,
  broadcastJobs,
  DEFAULT_SHARD_LABEL,
  possibleJobs,
  selectable,
  withDefaults,
  type World,
} from './world';
