import type { Construct } from 'constructs';
import type { HasStoreEndpoint } from '../../query';
import type { World } from '../../synthesis';
import type { PrometheusModel } from '../model';
import type { LoadedAbove } from '../rules-above';
import { selfMonitoringTls } from '../self-monitoring';
import { prometheusViewParts, type PrometheusViewParts } from './front-parts';
import { watchedThanos, type WatchedPart } from './monitoring';
import { thanosViewParts, type ThanosViewParts } from './thanos-parts';

/** The constructs of a view, by its kind. */
export type ViewParts = ThanosViewParts | PrometheusViewParts;

/** The parts as their Prometheus watches them; none where it watches nothing. */
export function watchedParts(
  view: ViewParts | undefined,
  { props }: PrometheusModel,
  path: string,
): readonly WatchedPart[] {
  if (view === undefined || props.selfMonitoring === false) {
    return [];
  }
  const tlsConfig = selfMonitoringTls(props);
  switch (view.kind) {
    case 'thanos':
      return [view.query, view.queryFrontend, view.ruler].flatMap((part) =>
        part === undefined ? [] : [watchedThanos(part.scraped, path, tlsConfig)],
      );
    case 'prometheus':
      return [view.front.asPart(path, tlsConfig)];
  }
}

/** Makes what a view consists of; undefined where there is none. */
export function viewParts(
  scope: Construct & HasStoreEndpoint,
  model: PrometheusModel,
  above: (world: World) => LoadedAbove | undefined,
): ViewParts | undefined {
  switch (model.view.kind) {
    case 'thanos':
      return thanosViewParts(scope, model, above);
    case 'prometheus':
      return prometheusViewParts(scope, model, above);
    case 'none':
      return undefined;
  }
}
