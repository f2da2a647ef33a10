export { placementJson } from './json';
export { placementPage, type PlacementPageOptions } from './page';
export { placementText } from './text';
