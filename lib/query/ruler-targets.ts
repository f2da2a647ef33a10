import type { AlertmanagerEndpoint, HasAlertmanagerEndpoint } from '../alertmanager';
import type { FileContext } from '../http';
import type { AlertingFile, AlertmanagerApi, QueryApi } from '../native/thanos';
import type { Where } from '../problems';
import { compact } from '../values';
import { renderThanosHttpClient } from './http-client';
import type { QueryTarget, RulerAlertmanager, ThanosRulerProps } from './ruler-props';
import type { HasQueryEndpoint, QueryEndpoint } from './store-endpoint';

/** A Query with what is said about it, also where it is the bare construct. */
export function queryTarget(given: HasQueryEndpoint | QueryTarget): QueryTarget {
  return 'query' in given ? given : { query: given };
}

/** The same for an Alertmanager. */
export function alertmanagerTarget(given: HasAlertmanagerEndpoint | RulerAlertmanager): RulerAlertmanager {
  return 'endpoint' in given ? { alertmanager: given } : given;
}

/** The Queries of the app that are asked. */
export function queriesOf({ queries = [] }: ThanosRulerProps): HasQueryEndpoint[] {
  return queries.map((given) => queryTarget(given).query);
}

/** The Alertmanagers of the app that are told. */
export function alertmanagersOf({ alertmanagers = [] }: ThanosRulerProps): AlertmanagerEndpoint[] {
  return alertmanagers.flatMap((given) => alertmanagerTarget(given).alertmanager?.endpoint ?? []);
}

/** The file of Queries: one address each, behind which are those that are ready. */
export function renderQueries(
  where: Where,
  { queries = [] }: ThanosRulerProps,
  context: FileContext,
): QueryApi[] {
  return queries.map((given, index) => {
    const target = queryTarget(given);
    const { scheme, host, pathPrefix }: QueryEndpoint = target.query.queryEndpoint;
    return compact<QueryApi>({
      scheme,
      path_prefix: pathPrefix === '/' ? undefined : pathPrefix,
      static_configs: [host],
      http_config: renderThanosHttpClient(where.at('queries', index), target, context),
    });
  });
}

/** The file of Alertmanagers: each instance by its own address, so that the mesh hears of an alert everywhere. */
export function renderAlertmanagers(
  where: Where,
  { alertmanagers = [] }: ThanosRulerProps,
  context: FileContext,
): AlertingFile {
  return {
    alertmanagers: alertmanagers.map((given, index) => {
      const target = alertmanagerTarget(given);
      const endpoint = target.alertmanager?.endpoint;
      const prefix = target.pathPrefix ?? endpoint?.pathPrefix;
      return compact<AlertmanagerApi>({
        scheme: target.scheme ?? endpoint?.scheme,
        path_prefix: prefix === '/' ? undefined : prefix,
        static_configs: endpoint?.hosts ?? target.targets ?? [],
        http_config: renderThanosHttpClient(where.at('alertmanagers', index), target, context),
        timeout: target.timeout,
        api_version: 'v2',
      });
    }),
  };
}
