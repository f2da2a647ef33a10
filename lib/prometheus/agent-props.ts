import type { CommonPrometheusProps } from './common-props';

/** Props of `PrometheusAgent`; their names are those of the operator's resource. */
export interface PrometheusAgentProps extends CommonPrometheusProps {
  /**
   * `StatefulSet`: each replica scrapes everything. `DaemonSet`: each node has one, which scrapes the pods of
   * its own node; it takes PodMonitors only, as with the operator.
   * @default 'StatefulSet'
   */
  readonly mode?: 'StatefulSet' | 'DaemonSet';
}
