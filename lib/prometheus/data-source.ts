import type { DataSourceFact } from '../synthesis';
import { asksForCertificate } from '../web';
import { formatVersion } from '../versions';
import { DEFAULT_INTERVAL } from './common-check';
import type { PrometheusModel } from './model';
import { alertmanagerKey, alertmanagersOf } from './render-alerting';

/** A Prometheus as Grafana asks it. */
export function dataSourceFact(model: PrometheusModel, path: string, url: string): DataSourceFact {
  const { name, namespace, version, props, podGroup, portName } = model;
  return Object.freeze({
    kind: 'Prometheus',
    name,
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
  });
}
