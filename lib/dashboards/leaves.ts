import type { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import type { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { graph, number } from './parts';

/** Each leaf records one for each hub: they differ in the name of the hub. */
export const ALIVE = '{__name__=~"federated:.+:leaf_alive"}';

const AGE = `time() - timestamp(${ALIVE})`;

/** Rules that need all leaves yield nothing above the second. */
const THRESHOLDS = { warning: 60, critical: 150 };

/** @param span of the 24 columns */
export function oldestLeaf(span?: number): StatBuilder {
  return number({
    title: 'Oldest leaf',
    description:
      'Age of the oldest sign of life of a leaf. Usually within an interval of its rules and one of the federation; above that results of the hub are missing.',
    unit: 's',
    queries: [[`max(${AGE})`, '']],
    thresholds: THRESHOLDS,
    ...(span === undefined ? {} : { span }),
  });
}

/** @param legend of the series, which are those of leaves */
export function ages(legend: string, span?: number): TimeseriesBuilder {
  return graph({
    title: 'Age of the sign of life',
    description:
      'Of what each leaf records for the hub. It saws between the interval of the federation and that of the rules; a line that rises is a leaf that has stopped.',
    unit: 's',
    queries: [[AGE, legend]],
    thresholds: THRESHOLDS,
    ...(span === undefined ? {} : { span }),
  });
}
