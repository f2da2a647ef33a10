import type { Where } from '../problems';
import { checkChoice } from '../values';
import type { PrometheusAgentProps } from './agent-props';
import { checkCommon } from './common-check';
import type { CommonPrometheusProps } from './common-props';

/** Sections that Prometheus refuses in agent mode. */
const SERVER_ONLY = ['alerting', 'rule_files', 'remote_read'] as const;

/** What says nothing where each node has one. */
const WITHOUT_MEANING = [
  'replicas',
  'shards',
  'shardingStrategy',
  'shardOverrides',
  'shardExternalLabelName',
  'podManagementPolicy',
  'persistentVolumeClaimRetentionPolicy',
  'serviceMonitors',
  'serviceMonitorSelector',
  'probes',
  'probeSelector',
  'scrapeConfigs',
  'scrapeConfigSelector',
] as const satisfies ReadonlyArray<keyof CommonPrometheusProps>;

/** Reports what is wrong with an agent, whatever else the app holds. */
export function checkAgent(where: Where, name: string, props: PrometheusAgentProps): void {
  checkCommon(where, 'agent', name, perNodeDefaults(props));
  checkChoice(where.at('mode'), props.mode, ['StatefulSet', 'DaemonSet']);
  for (const section of SERVER_ONLY) {
    if (props.additionalConfig?.[section] !== undefined) {
      where.at('additionalConfig', section).error({
        code: 'agent',
        complaint: 'is refused by a Prometheus that runs as an agent',
        remedy: 'Give it to a `Prometheus`.',
      });
    }
  }
  if ((props.remoteWrite ?? []).length === 0 && props.additionalConfig?.remote_write === undefined) {
    where.at('remoteWrite').warning({
      code: 'incomplete',
      complaint: 'is empty: an agent keeps nothing, so what it scrapes is lost',
      remedy: 'Name a place to write to.',
    });
  }
  if (props.mode === 'DaemonSet') {
    checkPerNode(where, props);
  }
}

/** What a node's agent has not sent yet ends with its pod; that is how a DaemonSet is. */
function perNodeDefaults(props: PrometheusAgentProps): PrometheusAgentProps {
  return props.mode === 'DaemonSet' && props.storage === undefined
    ? { ...props, storage: { emptyDir: {} } }
    : props;
}

function checkPerNode(where: Where, props: PrometheusAgentProps): void {
  for (const field of WITHOUT_MEANING) {
    if (props[field] !== undefined) {
      where.at(field).error({
        code: 'per-node',
        complaint: 'has no meaning where each node has its own agent',
        remedy: 'Leave it out: such agents take PodMonitors only. An agent as StatefulSet takes the rest.',
      });
    }
  }
  if (props.storage !== undefined && !('emptyDir' in props.storage)) {
    where.at('storage').error({
      code: 'per-node',
      complaint: 'is a claim, which pods of a DaemonSet cannot have of their own',
      remedy: 'Use `{ emptyDir: {} }`.',
    });
  }
}
