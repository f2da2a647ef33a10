import type { Route } from '../../native/alertmanager';
import type { Where } from '../../problems';
import type { Words } from '../../versions';

/** Something of a configuration, and where it was written: several parts make one file. */
export interface Sourced<T> {
  readonly value: T;
  readonly where: Where;

  /** How its fields are called there. */
  readonly words: Words;
}

/** A node of the routing tree before the tree is made: natively, without its children. */
export interface SourcedRoute extends Sourced<Omit<Route, 'routes'>> {
  readonly routes: readonly SourcedRoute[];

  /** Whether `continue` was set for it by a strategy, and is nobody's slip. */
  readonly continues?: 'by strategy';
}

/** A native tree, all of which was written at one place. */
export function sourcedRoute(where: Where, words: Words, { routes = [], ...given }: Route): SourcedRoute {
  const value = isYes(given.continue) ? { ...given, continue: true } : given;
  return {
    value,
    where,
    words,
    routes: routes.map((child, index) => sourcedRoute(where.at('routes', index), words, child)),
  };
}

/** The native tree again. */
export function nativeRoute({ value, routes }: SourcedRoute): Route {
  return routes.length === 0 ? value : { ...value, routes: routes.map(nativeRoute) };
}

/** A node and all below it, in the order in which they are tried. */
export function allRoutes(route: SourcedRoute): SourcedRoute[] {
  return [route, ...route.routes.flatMap(allRoutes)];
}

/** Go takes words of older YAML for true, where it expects true or false. */
export function isYes(value: unknown): boolean {
  return value === true || (typeof value === 'string' && /^(?:y|yes|on|true)$/i.test(value));
}
