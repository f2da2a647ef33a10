import type { Construct } from 'constructs';
import type {
  FederationEndpoint,
  FederationReaders,
  HasFederationEndpoint,
  ReadByThanos,
} from '../federation';
import { clusterName, type DataSourceFact, type World } from '../synthesis';
import { urlOf } from './addresses';
import { checkPrometheus } from './check';
import type { HasStoreEndpoint, ScrapedThanos, StoreEndpoint } from '../query';
import { dataSourceFacts } from './data-source';
import { federationEndpoint } from './federation-endpoint';
import { hubReaders, type HubReaders } from './hub-readers';
import { isDivided } from './model';
import { PrometheusConstruct } from './prometheus-construct';
import type { PrometheusProps } from './props';
import { prometheusStore, scrapedSidecar } from './thanos';
import type { LoadedAbove } from './rules-above';
import type { WatchedPart } from './view/monitoring';
import { viewParts, watchedParts, type ViewParts } from './view/parts';

/**
 * A Prometheus: its StatefulSet and all that belongs to it, configured from the monitors and rules that it
 * takes out of the app.
 *
 * Operator: `Prometheus`.
 */
export class Prometheus
  extends PrometheusConstruct<PrometheusProps>
  implements HasStoreEndpoint, HasFederationEndpoint, ReadByThanos
{
  /** Where Thanos reads it; undefined without `thanos`. */
  readonly storeEndpoint: StoreEndpoint | undefined;

  /** Its sidecars, for `thanosAlerts`; undefined without `thanos`. */
  readonly thanosSidecar: { readonly scraped: ScrapedThanos } | undefined;

  /** How it is federated, see `Federation`. */
  readonly federationEndpoint: FederationEndpoint;

  /** What its `globalView` consists of, for monitors, alerts and Queries above it; undefined where there is none. */
  readonly view: ViewParts | undefined;
  private readers: HubReaders | undefined;
  private readonly ownDataSources: readonly DataSourceFact[];

  constructor(scope: Construct, id: string, props: PrometheusProps = {}) {
    super(scope, id, props, {
      shape: 'PrometheusProps',
      check: checkPrometheus,
      kindOf: () => ({ program: 'server', perNode: false }),
    });
    this.storeEndpoint = prometheusStore(this.model);
    const scraped = scrapedSidecar(this.model);
    this.thanosSidecar = scraped && { scraped };
    this.ownDataSources = dataSourceFacts(
      this.model,
      this.node.path,
      this.model.view.served === undefined ? this.shardUrls : [this.url],
    );
    this.view = viewParts(this, this.model, (world) => this.plannedFor(world).above);
    this.federationEndpoint = federationEndpoint(this.model, this.node.path, clusterName(this));
  }

  /** Where it is asked: a hub whose leaves are read by Thanos by what reads them. */
  get dataSourceFacts(): readonly DataSourceFact[] {
    const { readers, ownDataSources: own } = this;
    return readers === undefined ? own : own.map((fact) => Object.freeze({ ...fact, ...readers.seen }));
  }

  /** Where a hub reads it by Thanos: its view, which also has what rules above its shards record, or its sidecars. */
  get federatedStore(): StoreEndpoint | undefined {
    return this.view?.kind === 'thanos' ? this.view.query.storeEndpoint : this.storeEndpoint;
  }

  /** What reads its leaves, for a `Federation`. */
  readLeaves(name: string, settings: FederationReaders, leaves: readonly HasStoreEndpoint[]): HubReaders {
    if (this.readers === undefined) {
      const rules = (world: World): LoadedAbove | undefined => this.plannedFor(world).overLeaves;
      this.readers = hubReaders(this, this.model, name, settings, leaves, rules);
    } else {
      const { query } = this.readers;
      leaves.forEach((leaf) => {
        query.addEndpoint(leaf);
      });
    }
    return this.readers;
  }

  protected override readBy(): HubReaders | undefined {
    return this.readers;
  }

  protected override watched(): readonly WatchedPart[] {
    return [this.view, this.readers].flatMap((parts) => watchedParts(parts, this.model, this.node.path));
  }

  /**
   * Address for queries inside of the cluster: `http://prometheus-k8s.monitoring.svc:9090`. Of several shards it is that of
   * their `globalView`.
   *
   * @throws {RangeError} where no single address has all samples, because there are several shards and no view
   */
  get url(): string {
    const { view, names, namespace } = this.model;
    if (view.served !== undefined) {
      const { scheme, pathPrefix: prefix } = view.served;
      return urlOf({ scheme, service: names.service, namespace, prefix });
    }
    const [only, ...others] = this.shardUrls;
    if (only === undefined || others.length > 0) {
      throw new RangeError(
        `${this.node.path} has several shards and no \`globalView\`, and each has a part of the samples: ask all of \`shardUrls\``,
      );
    }
    return only;
  }

  /** Addresses for queries of the shards, in the order of their numbers, those that are retired among them. */
  get shardUrls(): readonly string[] {
    const { scheme, names, namespace, routePrefix: prefix, shards } = this.model;
    const services = isDivided(this.model) ? shards.map((shard) => shard.names.readService) : [names.service];
    return services.map((service) => urlOf({ scheme, service, namespace, prefix }));
  }
}
