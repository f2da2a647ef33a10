export { BLOCKS_SHARE, sizingOf, type Load, type Sizing } from './sizing';
