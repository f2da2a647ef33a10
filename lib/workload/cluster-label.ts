import type { Where } from '../problems';
import type { ClusterFact } from '../synthesis';

/** Props with labels of everything that leaves a program. */
interface LabelledProps {
  readonly externalLabels?: Readonly<Record<string, string>>;
}

/** What upstream's documentation calls the label that tells clusters apart. */
const CLUSTER_LABEL = 'cluster';

/**
 * The props with the label of the cluster that a program is in: without it nobody could tell its samples and alerts
 * from those of the other clusters. Reports another value that the user writes.
 */
export function withClusterLabel<Props extends LabelledProps>(
  where: Where,
  props: Props,
  cluster: ClusterFact | undefined,
): Props {
  if (cluster === undefined) {
    return props;
  }
  const given = props.externalLabels?.[CLUSTER_LABEL];
  if (given !== undefined && given !== cluster.label) {
    where.at('externalLabels', CLUSTER_LABEL).error({
      code: 'contradiction',
      value: given,
      complaint: `is not the label of the cluster "${cluster.name}" that it is in, "${cluster.label}"`,
      remedy: 'Leave it out: the fleet writes it. `clusterLabel` of the cluster chooses another value.',
    });
  }
  return { ...props, externalLabels: { ...props.externalLabels, [CLUSTER_LABEL]: cluster.label } };
}
