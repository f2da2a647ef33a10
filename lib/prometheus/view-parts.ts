import type { Construct } from 'constructs';
import type { HasStoreEndpoint } from '../query';
import type { World } from '../synthesis';
import type { PrometheusModel } from './model';
import type { LoadedAbove } from './rules-above';
import { prometheusViewParts, type PrometheusViewParts } from './view-front-parts';
import { thanosViewParts, type ThanosViewParts } from './view-thanos-parts';

/** The constructs of a view, by its kind. */
export type ViewParts = ThanosViewParts | PrometheusViewParts;

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
