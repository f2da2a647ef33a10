export { checkShape } from './check-shape';
export type { ShapeName } from './validator';
