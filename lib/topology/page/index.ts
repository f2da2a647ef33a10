export { topologyPage } from './page';
