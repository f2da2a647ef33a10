export { takesEverything } from './everything';
export { selectionOnLeaf } from './on-leaf';
export { printSelection } from './print';
export { LONGEST_QUERY, queryLength, requestsFor } from './requests';
export { isCovered, minimal, normalized, selectionOf, selectsNothing, type Selection } from './selection';
