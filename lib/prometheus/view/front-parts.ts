import type { Construct } from 'constructs';
import type { TlsConfig } from '../../http';
import type { World } from '../../synthesis';
import { checkPrometheus } from '../check';
import type { PrometheusModel } from '../model';
import { PrometheusConstruct } from '../prometheus-construct';
import type { PrometheusProps } from '../props';
import type { LoadedAbove } from '../rules-above';
import { serverMonitor } from '../self-monitoring';
import { frontProps } from './front';
import { frontAlerts } from './front-alerts';
import { onWatchingShard, type WatchedPart } from './monitoring';

/** The front of a view: a Prometheus that reads the shards, and evaluates the rules that need all of them. */
export class PrometheusFront extends PrometheusConstruct<PrometheusProps> {
  constructor(
    scope: Construct,
    id: string,
    props: PrometheusProps,
    private readonly above: (world: World) => LoadedAbove | undefined,
  ) {
    super(scope, id, props, {
      shape: 'PrometheusProps',
      check: checkPrometheus,
      kindOf: () => ({ program: 'server', perNode: false }),
    });
  }

  /** As its Prometheus scrapes it. */
  asPart(path: string, tlsConfig: TlsConfig): WatchedPart {
    const { names, namespace } = this.model;
    return {
      monitor: onWatchingShard(serverMonitor(this.model, path, tlsConfig)),
      alerts: frontAlerts(names.service, namespace),
    };
  }

  protected override loaded(world: World): LoadedAbove | undefined {
    return this.above(world);
  }
}

/** The constructs of a view of Prometheus. */
export interface PrometheusViewParts {
  readonly kind: 'prometheus';
  readonly front: PrometheusFront;
}

/** Makes the front. It is called as its Prometheus is. */
export function prometheusViewParts(
  scope: Construct,
  model: PrometheusModel,
  above: (world: World) => LoadedAbove | undefined,
): PrometheusViewParts {
  return {
    kind: 'prometheus',
    front: new PrometheusFront(scope, 'front', frontProps(model, model.props), above),
  };
}
