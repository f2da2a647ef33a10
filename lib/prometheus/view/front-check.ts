import { checkHttpClient } from '../../http';
import type { Where } from '../../problems';
import { checkDuration } from '../../values';
import type { PrometheusProps } from '../props';
import { SHARD_NUMBER } from '../shard-number';
import { prometheusViewOf } from './front';

/** Reports what would let the front see series otherwise than one server has them. */
export function checkPrometheusView(where: Where, props: PrometheusProps): void {
  const { front, readClient, remoteTimeout } = prometheusViewOf(props);
  const at = where.at('globalView');
  checkLabels(where, props);
  checkDuration(at.at('remoteTimeout'), remoteTimeout, { positive: true });
  checkHttpClient(at.at('readClient'), readClient ?? {});
  if (props.thanos !== undefined) {
    where.at('thanos').error({
      code: 'contradiction',
      complaint:
        'needs labels that tell shards and replicas apart, which the view "prometheus" would find on every series',
      remedy: "Use `globalView: 'thanos'`, or leave it out.",
    });
  }
  const isGuarded = props.web?.configFile?.basicAuth !== undefined || props.web?.tlsConfig !== undefined;
  if (isGuarded && readClient === undefined) {
    at.at('readClient').error({
      code: 'incomplete',
      complaint: 'is not said, while the shards have TLS or a password: the front could not read them',
      remedy: 'Set `readClient: { basicAuth: …, tlsConfig: … }`; `{}` shows that nothing is needed.',
    });
  }
  if (isGuarded && front?.web === undefined) {
    at.at('front', 'web').error({
      code: 'incomplete',
      complaint:
        'is not said, while the shards have TLS or a password: who is kept out there would be let in by the front',
      remedy: 'Set `front: { web: … }`; `web: {}` shows that you know.',
    });
  }
}

/** Labels that differ from server to server are on what is read remotely, and not on what a server reads itself. */
function checkLabels(where: Where, props: PrometheusProps): void {
  const { shardingStrategy, externalLabels = {} } = props;
  const given: ReadonlyArray<readonly [readonly string[], string | undefined]> = [
    [['replicaExternalLabelName'], props.replicaExternalLabelName],
    [['shardExternalLabelName'], props.shardExternalLabelName],
    [['shardingStrategy', 'topology', 'externalLabelName'], shardingStrategy?.topology?.externalLabelName],
    ...Object.entries(externalLabels)
      .filter(([, value]) => value.includes(SHARD_NUMBER))
      .map(([name, value]) => [['externalLabels', name], value] as const),
  ];
  for (const [field, value] of given) {
    if (value !== undefined && value !== '') {
      where.at(...field).error({
        code: 'contradiction',
        value,
        complaint:
          'differs between shards or replicas: the view "prometheus" would have it on every series, and rules would not come to what one server comes to',
        remedy: "Leave it out, or use `globalView: 'thanos'`, which takes such labels off.",
      });
    }
  }
}
