import { createHash } from 'node:crypto';
import type { ServicePort, VolumeMount } from 'kubernetes-types/core/v1';
import type { FileContext } from '../http';
import { COMPONENT_LABEL } from '../kubernetes';
import { renderYaml } from '../native';
import type { Where } from '../problems';
import {
  checkSidecar,
  GRPC_PORT,
  GRPC_PORT_NAME,
  renderSidecar,
  SIDECAR_PORTS,
  SIDECAR_HTTP_PORT_NAME,
  type RenderedSidecar,
  type ScrapedThanos,
  type StoreEndpoint,
} from '../query';
import { compact } from '../values';
import { VOLUMES } from './container';
import { isDivided, type PrometheusModel } from './model';
import { CONFIG_DIRECTORY, DATA_DIRECTORY, DATA_SUB_PATH, WEB_PORT } from './paths';
import type { PrometheusProps } from './props';
import { shardLabelOf } from './shard-label';
import { isSharded } from './shards';
import { withSidecars } from './view/view';
import { DEFAULT_INTERVAL, DEFAULT_PROMETHEUS_LABEL, DEFAULT_REPLICA_LABEL } from './common-check';

const CLIENT_FILE = 'thanos-client.yml';
const OBJECT_STORE_FILE = 'objstore.yml';

/** What Prometheus allows itself for a start where nobody says so. */
const STARTUP_SECONDS = 900;

/** Reports what keeps a sidecar from working beside this Prometheus. */
export function checkThanos(where: Where, given: PrometheusProps): void {
  const props = withSidecars('server', given);
  const { thanos } = props;
  if (thanos === undefined) {
    return;
  }
  // Who has not asked for Thanos is told of what has.
  const leaveOut =
    given.thanos === undefined
      ? "Leave it out, or choose another `globalView`: `'none'` leaves each shard to itself."
      : 'Leave it out.';
  const at = where.at('thanos');
  checkSidecar(at, thanos);
  const labels = [
    ...Object.keys(props.externalLabels ?? {}),
    props.prometheusExternalLabelName ?? DEFAULT_PROMETHEUS_LABEL,
    props.replicaExternalLabelName ?? DEFAULT_REPLICA_LABEL,
  ].filter((label) => label !== '');
  if (labels.length === 0) {
    at.error({
      code: 'incomplete',
      complaint:
        'tells Prometheis apart by their external labels, and there are none: the sidecar would not start',
      remedy: 'Set `externalLabels`, or leave out what switches our own off.',
    });
  }
  if ((props.replicas ?? 1) > 1 && props.replicaExternalLabelName === '') {
    where.at('replicaExternalLabelName').error({
      code: 'contradiction',
      value: '',
      complaint: 'leaves nothing that tells replicas apart: Thanos would mix up their blocks and series',
      remedy: leaveOut,
    });
  }
  const shardLabel = shardLabelOf(props);
  if (props.shardExternalLabelName === undefined && Object.hasOwn(props.externalLabels ?? {}, shardLabel)) {
    where.at('externalLabels').error({
      code: 'contradiction',
      value: shardLabel,
      complaint: 'is what tells the shards apart for Thanos already',
      remedy: 'Choose another label, or another `shardExternalLabelName`.',
    });
  }
  if (isSharded(props) && shardLabel === '') {
    where.at('shardExternalLabelName').error({
      code: 'contradiction',
      value: '',
      complaint: 'leaves nothing that tells shards apart: Thanos would mix up their blocks and series',
      remedy: leaveOut,
    });
  }
  if (props.web?.tlsConfig?.clientAuthType?.startsWith('Require') === true) {
    where.at('web', 'tlsConfig', 'clientAuthType').error({
      code: 'contradiction',
      value: props.web.tlsConfig.clientAuthType,
      complaint: 'keeps the sidecar of `thanos` out, which shows no certificate',
      remedy: 'Use VerifyClientCertIfGiven.',
    });
  }
  if (SIDECAR_PORTS.some(({ name }) => name === props.portName)) {
    where.at('portName').error({
      code: 'port-taken',
      value: props.portName,
      complaint: 'is a port of the sidecar of `thanos`',
      remedy: 'Choose another name.',
    });
  }
}

/** What the pods have of Thanos. */
export interface ThanosParts extends RenderedSidecar {
  /** Files of the configuration's ConfigMap. */
  readonly files: Readonly<Record<string, string>>;

  /** What the sidecar does not notice by itself. */
  readonly rollOn?: Readonly<Record<string, string>>;
}

/** The sidecar of the pods; undefined where there is none. */
export function thanosSidecar(
  where: Where,
  model: PrometheusModel,
  dataVolume: string,
  context: FileContext,
): ThanosParts | undefined {
  const { props } = model;
  if (props.thanos === undefined) {
    return undefined;
  }
  const client = clientFile(where, model, context);
  const configMount: VolumeMount = { name: VOLUMES.config, mountPath: CONFIG_DIRECTORY, readOnly: true };
  const sidecar = renderSidecar(
    where.at('thanos'),
    props.thanos,
    {
      url: `${model.scheme}://localhost:${WEB_PORT}${model.routePrefix === '/' ? '' : model.routePrefix}`,
      clientFile: client === undefined ? undefined : `${CONFIG_DIRECTORY}/${CLIENT_FILE}`,
      clientText: client ?? '',
      dataDirectory: DATA_DIRECTORY,
      dataMount: { name: dataVolume, mountPath: DATA_DIRECTORY, subPath: DATA_SUB_PATH },
      configMount,
      objectStorageFile: `${CONFIG_DIRECTORY}/${OBJECT_STORE_FILE}`,
      startupSeconds: props.maximumStartupDurationSeconds ?? STARTUP_SECONDS,
      imagePullPolicy: props.imagePullPolicy,
    },
    context,
  );
  const files = compact<Record<string, string>>({
    [CLIENT_FILE]: client,
    [OBJECT_STORE_FILE]: sidecar.objectStorage,
  });
  return { ...sidecar, files, ...(Object.keys(files).length === 0 ? {} : { rollOn: digest(files) }) };
}

function digest(files: object): Record<string, string> {
  const text = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  return { 'cdk8s-prometheus/thanos-digest': text };
}

/** How the sidecar speaks to Prometheus; undefined where plain HTTP will do. It is itself that it talks to. */
function clientFile(
  where: Where,
  { scheme, props }: PrometheusModel,
  context: FileContext,
): string | undefined {
  const basicAuth = props.web?.configFile?.basicAuth;
  if (scheme === 'http' && basicAuth === undefined) {
    return undefined;
  }
  const at = where.at('web', 'configFile', 'basicAuth');
  if (typeof basicAuth?.username === 'object') {
    at.at('username').error({
      code: 'no-file-twin',
      complaint: 'must be a text: the sidecar of `thanos` cannot read it from a file',
      remedy: 'It is not a secret; write it out.',
    });
  }
  const { files, referrer } = context;
  return renderYaml({
    ...(basicAuth && {
      basic_auth: {
        username: basicAuth.username,
        password_file: files.secret(at.at('password'), basicAuth.password, referrer),
      },
    }),
    ...(scheme === 'https' ? { tls_config: { insecure_skip_verify: true } } : {}),
  });
}

/** The Service that Queries read and that is scraped: one address for all replicas that are ready. */
export const THANOS_SERVICE_PORTS: readonly ServicePort[] = SIDECAR_PORTS.map(({ name, number }) => ({
  name,
  port: number,
  targetPort: name,
}));

/** What a Query reads; undefined where there is no sidecar. */
export function prometheusStore(model: PrometheusModel): StoreEndpoint | undefined {
  const { props, names, namespace, name, replicaLabel, shardLabel, shards } = model;
  const services = isDivided(model)
    ? shards.map((shard) => shard.names.thanosService)
    : [names.thanosService];
  if (props.thanos === undefined) {
    return undefined;
  }
  return Object.freeze({
    title: `Prometheus ${namespace}/${name}`,
    kind: 'prometheus',
    // One address for each: fails over at once, where a list of all replicas would fail while any is down.
    addresses: services.map((service) => `${service}.${namespace}.svc:${GRPC_PORT}`),
    strict: true,
    tls: props.thanos.grpcServerTlsConfig !== undefined,
    podGroup: model.podGroup,
    port: { name: GRPC_PORT_NAME, number: GRPC_PORT },
    replicaLabels: [replicaLabel, shardLabel, zoneLabelOf(model)].filter((label) => label !== ''),
    externalLabels: commonLabels(model),
    evaluationInterval: props.evaluationInterval ?? DEFAULT_INTERVAL,
    ...(props.query?.lookbackDelta === undefined ? {} : { lookbackDelta: props.query.lookbackDelta }),
  });
}

/** The external labels that all pods have in common. */
export function commonLabels({
  props,
  prometheusLabel,
  namespace,
  name,
}: PrometheusModel): Readonly<Record<string, string>> {
  return {
    ...props.externalLabels,
    ...(prometheusLabel === '' ? {} : { [prometheusLabel]: `${namespace}/${name}` }),
  };
}

/** External label for the zone of a shard; empty where there is none. */
export function zoneLabelOf({ props: { shardingStrategy: strategy } }: PrometheusModel): string {
  return strategy?.mode === 'Topology' ? (strategy.topology?.externalLabelName ?? '') : '';
}

/** The sidecars as those see them that scrape them: the Prometheus itself does, unless it is told not to. */
export function scrapedSidecar(model: PrometheusModel): ScrapedThanos | undefined {
  const { props, names, name, namespace, podGroup, identity, replicas } = model;
  if (props.thanos === undefined) {
    return undefined;
  }
  return Object.freeze({
    command: 'sidecar',
    name,
    service: names.thanosService,
    namespace,
    podSelector: podGroup.podSelector,
    component: `${props.labels?.[COMPONENT_LABEL] ?? identity.app}-thanos`,
    portName: SIDECAR_HTTP_PORT_NAME,
    scheme: 'http',
    replicas,
  });
}
