export { checkObjectStorage } from './check';
export type * from './props';
export { renderObjectStorage, type RenderedObjectStorage } from './render';
