export { checkNode, checkPattern } from './check-node';
export { checkTree } from './check-tree';
export { allRoutes, nativeRoute, sourcedRoute, type Sourced, type SourcedRoute } from './source';
export { RoutingTree, type Routed, type RouteMatch, type RouteNode } from './tree';
export { drawRoutesAsMermaid } from './draw-mermaid';
export { drawRoutes } from './draw-text';
export { routesPage, type PageOptions } from './page';
