import { selectorLabels } from '../../kubernetes';
import { PROMETHEUS_NEWEST } from '../../versions';
import { compact } from '../../values';
import { webScheme } from '../../web';
import { routePrefix } from '../../workload';
import { urlOf } from '../addresses';
import { asksFor } from '../asks-for';
import { DEFAULT_PROMETHEUS_LABEL } from '../common-check';
import { shardNames } from '../names';
import { RULES_DIRECTORY, WEB_PORT } from '../paths';
import type { PrometheusProps } from '../props';
import type { RemoteRead } from '../remote-read';
import { liveShards } from '../shards';
import type { Viewed, ViewModel } from './model';
import { podsOfView } from './pods';
import type { PrometheusView } from './props';

/** A shard that hangs must not keep rules waiting for longer than they have. */
const READ_TIMEOUT = '10s';

/** The settings of the view, where it is one. */
export function prometheusViewOf({ globalView }: PrometheusProps): PrometheusView {
  return typeof globalView === 'object' && globalView.kind === 'prometheus'
    ? globalView
    : { kind: 'prometheus' };
}

/** The name of the front, by that of its Prometheus. */
export function frontName(name: string): string {
  return `${name}-front`;
}

/** A further Prometheus that answers, and evaluates what needs all shards. */
export function prometheusView(of: Viewed, props: PrometheusProps): ViewModel {
  const front = frontProps(of, props);
  const version = front.version?.replace(/^v/, '') ?? PROMETHEUS_NEWEST;
  const identity = { app: 'prometheus', instance: frontName(of.name), version };
  return {
    kind: 'prometheus',
    served: {
      kind: 'Prometheus',
      version,
      scheme: webScheme(front.web ?? {}),
      pathPrefix: routePrefix(front),
      pods: { namespace: of.namespace, podSelector: selectorLabels(identity) },
      port: { name: front.portName ?? 'web', number: WEB_PORT },
      asksFor: asksFor(front.web),
    },
    rules: {
      directory: RULES_DIRECTORY,
      slots: {
        field: ['globalView', 'front', 'configSlots', 'rules'],
        least: front.configSlots?.rules,
      },
    },
  };
}

/**
 * The front as a Prometheus: it scrapes nothing, and has the labels that all shards have in common, so that what it reads
 * and what it fires look as they would on a single server.
 */
export function frontProps(of: Viewed, props: PrometheusProps): PrometheusProps {
  const { front } = prometheusViewOf(props);
  const label = props.prometheusExternalLabelName ?? DEFAULT_PROMETHEUS_LABEL;
  return {
    ...inherited(props),
    replicas: 2,
    ...front,
    ...compact({
      evaluationInterval: props.evaluationInterval,
      alerting: props.alerting,
      additionalAlertRelabelConfigs: props.additionalAlertRelabelConfigs,
      additionalAlertManagerConfigs: props.additionalAlertManagerConfigs,
      nameValidationScheme: props.nameValidationScheme,
    }),
    externalLabels: {
      ...props.externalLabels,
      ...(label === '' ? {} : { [label]: `${of.namespace}/${of.name}` }),
    },
    prometheusExternalLabelName: '',
    replicaExternalLabelName: '',
    name: frontName(of.name),
    namespace: of.namespace,
    remoteRead: remoteReads(of, props),
    rulesConfigMap: 'none',
    selfMonitoring: false,
  };
}

/** Where nothing else is said, the front is as its shards are: it keeps for as long what it records. */
function inherited(props: PrometheusProps): PrometheusProps {
  return compact<PrometheusProps>({
    ...podsOfView(props),
    version: props.version,
    image: props.image,
    storage: props.storage,
    retention: props.retention,
    externalUrl: props.externalUrl,
    routePrefix: props.routePrefix,
    portName: props.portName,
    query: props.query,
    rules: props.rules,
  });
}

/** One address for each shard, behind which is one of its replicas: all of them at once would be counted twice. */
function remoteReads(of: Viewed, props: PrometheusProps): RemoteRead[] {
  const { retiredShards = [], web = {} } = props;
  const { readClient, remoteTimeout = READ_TIMEOUT } = prometheusViewOf(props);
  const server = { scheme: webScheme(web), namespace: of.namespace, prefix: routePrefix(props) };
  return [...liveShards(props), ...retiredShards.map(({ shard }) => shard)].map((shard) => ({
    ...readClient,
    name: `shard-${shard}`,
    url: urlOf({ ...server, service: shardNames('server', of.name, shard).readService }, '/api/v1/read'),
    remoteTimeout,
    readRecent: true,
  }));
}
