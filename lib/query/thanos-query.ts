import type { Construct } from 'constructs';
import type { FileContext } from '../http';
import { renderYaml } from '../native';
import type { Where } from '../problems';
import type { Flag } from '../workload';
import { goDuration } from '../values';
import { either, given, type Decided } from './compiled';
import {
  checkEndpoints,
  knownEndpoints,
  renderEndpoints,
  replicaLabelsOf,
  type NamedEndpoint,
} from './endpoints';
import { grpcServerFlags } from './grpc-tls';
import { QUERY } from './kinds';
import { CONFIG_DIRECTORY, ENDPOINTS_FILE, GRPC_PORT, GRPC_PORT_NAME } from './paths';
import type { ThanosQueryProps } from './query-props';
import { checkQuery } from './query-check';
import { queryEndpoint, prefixFlags } from './served';
import { sharedSetting } from './shared-settings';
import type { HasQueryEndpoint, HasStoreEndpoint, QueryEndpoint, StoreEndpoint } from './store-endpoint';
import { ThanosConstruct } from './thanos-construct';

/**
 * Answers PromQL over many Prometheis as if they were one, or fails: a value that is there is right.
 *
 * ```ts
 * const eu = new Prometheus(euChart, 'k8s', { thanos: {}, externalLabels: { cluster: 'eu' } });
 * const us = new Prometheus(usChart, 'k8s', { thanos: {}, externalLabels: { cluster: 'us' } });
 * new ThanosQuery(hubChart, 'global', { endpoints: [eu, us] });
 * ```
 */
export class ThanosQuery
  extends ThanosConstruct<ThanosQueryProps>
  implements HasQueryEndpoint, HasStoreEndpoint
{
  /** Address for queries inside of the cluster: `http://thanos-query-main.monitoring.svc:10902`. */
  readonly url: string;
  readonly queryEndpoint: QueryEndpoint;
  private readonly added: HasStoreEndpoint[] = [];

  constructor(scope: Construct, id: string, props: ThanosQueryProps) {
    super(scope, id, props, {
      kind: QUERY,
      shape: 'ThanosQueryProps',
      check: checkQuery,
      fallback: { endpoints: [] },
    });
    this.queryEndpoint = queryEndpoint(this.model, 'ThanosQuery');
    const { scheme, host, pathPrefix } = this.queryEndpoint;
    this.url = `${scheme}://${host}${pathPrefix === '/' ? '' : pathPrefix}`;
  }

  /** What another Query reads: everything that this one does. */
  get storeEndpoint(): StoreEndpoint {
    const { model } = this;
    return {
      title: this.queryEndpoint.title,
      kind: 'query',
      addresses: [`${model.names.service}.${model.place.namespace}.svc:${GRPC_PORT}`],
      strict: true,
      tls: model.props.grpcServerTlsConfig !== undefined,
      podGroup: model.podGroup,
      port: { name: GRPC_PORT_NAME, number: GRPC_PORT },
      replicaLabels: this.ownReplicaLabels(),
      externalLabels: undefined,
    };
  }

  replicaLabels(): readonly string[] {
    return [...new Set([...this.ownReplicaLabels(), ...this.hiddenLabels])].sort();
  }

  /** Labels that its answers do not have although they tell nothing but servers apart: another Query that reads it sees them. */
  protected get hiddenLabels(): readonly string[] {
    return [];
  }

  private ownReplicaLabels(): readonly string[] {
    return replicaLabelsOf([...this.model.props.endpoints, ...this.added], this.model.props.replicaLabels);
  }

  addEndpoint(endpoint: HasStoreEndpoint): void {
    this.added.push(endpoint);
  }

  protected decide(where: Where, context: FileContext): Decided {
    const { model } = this;
    const { props } = model;
    const named = this.named(where);
    const replicaLabels = this.replicaLabels();
    checkEndpoints(named, replicaLabels, props.grpcClientTlsConfig);
    const known = knownEndpoints(named);
    const endpoints = renderEndpoints(where, named, props.grpcClientTlsConfig, context);
    const interval = sharedSetting(where, known, 'evaluationInterval', props.defaultEvaluationInterval);
    const lookback = sharedSetting(where, known, 'lookbackDelta', props.lookbackDelta);
    return {
      flags: [
        ...replicaLabels.map((label): Flag => ['query.replica-label', label]),
        ['endpoint.sd-config-file', `${CONFIG_DIRECTORY}/${ENDPOINTS_FILE}`],
        ['endpoint.sd-config-reload-interval', props.endpointReloadInterval ?? '30s'],
        // What looks right is right: see docs/thanos.md.
        [props.partialResponse === true ? 'query.partial-response' : 'no-query.partial-response'],
        ['store.response-timeout', props.responseTimeout ?? '10s'],
        ...given([
          ['query.timeout', props.timeout],
          ['query.max-concurrent', props.maxConcurrency],
          ['query.max-concurrent-select', props.maxConcurrentSelect],
          ['query.lookback-delta', lookback && goDuration(lookback)],
          ['query.default-evaluation-interval', interval && goDuration(interval)],
          ['deduplication.func', props.deduplication],
          ['query.promql-engine', props.promqlEngine],
        ]),
        ...either('query.auto-downsampling', props.autoDownsampling === true ? true : undefined),
        ...(props.enableFeatures ?? []).map((feature): Flag => ['enable-feature', feature]),
        ...prefixFlags(model),
        ...grpcServerFlags(where.at('grpcServerTlsConfig'), props.grpcServerTlsConfig, context),
      ],
      configFiles: { [ENDPOINTS_FILE]: { text: renderYaml(endpoints), live: true } },
      connections: known.flatMap(({ podGroup: to, port }) =>
        to === undefined ? [] : [{ from: model.podGroup, to, port: port.number }],
      ),
      figures: { endpoints: endpoints.endpoints.length },
    };
  }

  /** Those that the user names, and those who asked to be read. */
  private named(where: Where): NamedEndpoint[] {
    const { endpoints } = this.model.props;
    return [
      ...endpoints.map((given, index) => ({ where: where.at('endpoints', index), given })),
      ...this.added.filter((each) => !endpoints.includes(each)).map((given) => ({ where, given })),
    ];
  }
}
