import { servedPath } from '../workload';
import { WEB_PORT } from './paths';

/** A web server behind a Service of this cluster. */
export interface ServedAddress {
  readonly scheme: 'http' | 'https';
  readonly service: string;
  readonly namespace: string;

  /** `/` where it serves at the root. */
  readonly prefix: string;
}

/** The URL of a path there; of the root without a slash at its end. */
export function urlOf({ scheme, service, namespace, prefix }: ServedAddress, path = ''): string {
  return `${scheme}://${service}.${namespace}.svc:${WEB_PORT}${servedPath(prefix, path)}`;
}
