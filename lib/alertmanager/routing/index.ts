export { checkNode } from './check-node';
export { checkTree } from './check-tree';
export { allRoutes, nativeRoute, sourcedRoute, type Sourced, type SourcedRoute } from './source';
export { RoutingTree, type Routed, type RouteMatch, type RouteNode } from './tree';
