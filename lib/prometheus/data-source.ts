import type { DataSourceFact } from '../synthesis';
import { formatVersion } from '../versions';
import { asksFor } from './asks-for';
import { DEFAULT_INTERVAL } from './common-check';
import type { PrometheusModel } from './model';
import { alertmanagerKey, alertmanagersOf } from './render-alerting';

/** A Prometheus as Grafana asks it: the view of its shards; without one each of them by itself. */
export function dataSourceFacts(
  model: PrometheusModel,
  path: string,
  urls: readonly string[],
): readonly DataSourceFact[] {
  const { name, namespace, version, props, podGroup, portName, view } = model;
  const { served } = view;
  const common = {
    namespace,
    path,
    scrapeInterval: props.scrapeInterval ?? DEFAULT_INTERVAL,
    alertmanagers: alertmanagersOf(props.alerting).map(alertmanagerKey),
  };
  if (served !== undefined) {
    const { kind, version: release, asksFor: asked, pods, port } = served;
    const fact = { ...common, kind, name, version: release, asksFor: asked, pods, port: port.name };
    return urls.map((url) => Object.freeze({ ...fact, url }));
  }
  return urls.map((url, index) =>
    Object.freeze({
      ...common,
      kind: 'Prometheus',
      name: urls.length === 1 ? name : `${name}-shard-${index}`,
      url,
      version: formatVersion(version),
      asksFor: asksFor(props.web),
      pods: podGroup,
      port: portName,
    }),
  );
}
