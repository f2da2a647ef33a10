import { Where } from '../problems';
import type { PodGroup } from '../synthesis';
import { formatVersion } from '../versions';
import type { Flag } from '../workload';
import { given } from './compiled';
import { QUERY, QUERY_FRONTEND } from './kinds';
import { thanosModel, type AnyThanosProps, type ThanosModel } from './model';
import type { NamedPort, QueryEndpoint } from './store-endpoint';

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

/** A program that people ask, as those see it who lead to its pods. */
export interface ServedThanos {
  readonly service: string;
  readonly version: string;
  readonly scheme: 'http' | 'https';
  readonly pathPrefix: string;
  readonly pods: PodGroup;
  readonly port: NamedPort;
}

const SERVED = { query: QUERY, 'query-frontend': QUERY_FRONTEND } as const;

/** What a Query or a Query Frontend will be, before there is a construct that complains of its props. */
export function servedThanos(
  command: keyof typeof SERVED,
  place: { readonly name: string; readonly namespace: string },
  props: AnyThanosProps,
): ServedThanos {
  const { names, release, scheme, routePrefix, podGroup, port } = thanosModel(
    new Where([], ''),
    SERVED[command],
    place,
    props,
  );
  return {
    service: names.service,
    version: formatVersion(release.version),
    scheme,
    pathPrefix: routePrefix,
    pods: podGroup,
    port,
  };
}
