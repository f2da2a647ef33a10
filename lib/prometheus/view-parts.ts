import type { Construct } from 'constructs';
import type { HasStoreEndpoint } from '../query';
import type { World } from '../synthesis';
import type { PrometheusModel } from './model';
import type { LoadedAbove } from './rules-above';
import { thanosViewParts, type ThanosViewParts } from './view-thanos-parts';

/** The constructs of a view, by its kind. */
export type ViewParts = ThanosViewParts;

/** Makes what a view consists of; undefined where there is none, or where its pods are those of the Prometheus itself. */
export function viewParts(
  scope: Construct & HasStoreEndpoint,
  model: PrometheusModel,
  above: (world: World) => LoadedAbove | undefined,
): ViewParts | undefined {
  switch (model.view.kind) {
    case 'thanos':
      return thanosViewParts(scope, model, above);
    case 'prometheus':
    case 'none':
      return undefined;
  }
}
