export { attempt } from './attempt';
export { compareProblems, formatProblem, type Problem, type Severity } from './problem';
export { SynthesisError } from './synthesis-error';
export { Where, type Finding } from './where';
