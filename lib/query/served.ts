import type { Flag } from '../workload';
import { given } from './compiled';
import type { ThanosModel } from './model';
import type { QueryEndpoint } from './store-endpoint';

/** Where a program that people look at serves, and where they see it. */
export function prefixFlags({ routePrefix, props: { externalUrl } }: ThanosModel): Flag[] {
  const seen = externalUrl !== undefined && URL.canParse(externalUrl) ? new URL(externalUrl).pathname : '/';
  return given([
    ['web.route-prefix', routePrefix === '/' ? undefined : routePrefix],
    ['web.external-prefix', seen === '/' || seen === routePrefix ? undefined : seen],
  ]);
}

/** The address for those who ask. */
export function queryEndpoint(model: ThanosModel, construct: string): QueryEndpoint {
  const { place, name, host, scheme, routePrefix, podGroup, port, props } = model;
  return Object.freeze({
    title: `${construct} ${place.namespace}/${name}`,
    host,
    scheme,
    pathPrefix: routePrefix,
    ...(props.externalUrl === undefined ? {} : { externalUrl: props.externalUrl }),
    podGroup,
    port,
  });
}
