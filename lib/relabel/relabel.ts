import type { RelabelConfig } from '../native/prometheus';
import type { NameValidationScheme } from '../values';
import { apply } from './apply';
import { toLabels, toMap, type Labels } from './labels';
import { rule } from './rule';

/** What became of a label set. */
export type Relabeled =
  | { readonly dropped: false; readonly labels: Labels }
  /** `index` is that of the relabeling that dropped it. */
  | { readonly dropped: true; readonly index: number };

export interface RelabelOptions {
  /**
   * Which names `replace` may write.
   * @default 'utf8'
   */
  readonly nameValidationScheme?: NameValidationScheme;
}

/**
 * Runs labels through relabelings, as Prometheus does with targets, samples and alerts.
 *
 * @throws {RelabelError} where Prometheus would not load one of the relabelings
 */
export function relabel(
  labels: Labels,
  configs: readonly RelabelConfig[],
  { nameValidationScheme = 'utf8' }: RelabelOptions = {},
): Relabeled {
  const map = toMap(labels);
  const index = configs.map(rule).findIndex((each) => !apply(map, each, nameValidationScheme).keep);
  return index === -1 ? { dropped: false, labels: toLabels(map) } : { dropped: true, index };
}
