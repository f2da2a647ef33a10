/** No object of Kubernetes is nested as deep as this; a text that is would take all of the stack. */
const DEEPEST = 100;

export const PARSER_OPTIONS = { maxDepth: DEEPEST };
