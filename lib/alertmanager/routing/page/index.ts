export { routesPage, type PageOptions } from './page';
