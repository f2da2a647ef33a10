import type { DataSourceFact } from '../synthesis';
import { asksForCertificate } from '../web';
import { formatVersion } from '../versions';
import { DEFAULT_INTERVAL } from './common-check';
import type { PrometheusModel } from './model';
import { alertmanagerKey, alertmanagersOf } from './render-alerting';

/** A Prometheus as Grafana asks it; without a view over them each of its shards by itself. */
export function dataSourceFacts(
  model: PrometheusModel,
  path: string,
  urls: readonly string[],
): readonly DataSourceFact[] {
  const { name, namespace, version, props, podGroup, portName } = model;
  return urls.map((url, index) =>
    Object.freeze({
      kind: 'Prometheus',
      name: urls.length === 1 ? name : `${name}-shard-${index}`,
      namespace,
      path,
      url,
      version: formatVersion(version),
      scrapeInterval: props.scrapeInterval ?? DEFAULT_INTERVAL,
      alertmanagers: alertmanagersOf(props.alerting).map(alertmanagerKey),
      asksFor: {
        password: props.web?.configFile?.basicAuth !== undefined,
        certificate: asksForCertificate(props.web ?? {}),
      },
      pods: podGroup,
      port: portName,
    }),
  );
}
