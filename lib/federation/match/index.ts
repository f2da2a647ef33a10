export { takesEverything } from './everything';
export { selectionOnLeaf, selectionsOnLeaf } from './on-leaf';
export { printSelection } from './print';
export { queryLength } from './query-length';
export { relabelingsFor } from './relabelings';
export { LONGEST_QUERY, requestsFor } from './requests';
export { isCovered, minimal, normalized, selectionOf, selectsNothing, type Selection } from './selection';
