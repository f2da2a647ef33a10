import { compact } from '../../values';
import type { PrometheusProps } from '../props';

/** What the pods of a view have of the Prometheus where nothing else is said: they run in the same cluster. */
export function podsOfView(props: PrometheusProps) {
  return compact({
    imagePullPolicy: props.imagePullPolicy,
    imagePullSecrets: props.imagePullSecrets,
    nodeSelector: props.nodeSelector,
    tolerations: props.tolerations,
    priorityClassName: props.priorityClassName,
    networkPolicy: props.networkPolicy,
    podDisruptionBudget: props.podDisruptionBudget,
  });
}
