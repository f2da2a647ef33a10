export { DeadlineError } from './deadline-error';
export { within } from './within';
