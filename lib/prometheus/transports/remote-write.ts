import { federationWrites, silenceAlerts, writeTimesOf } from '../../federation';
import { SHARD_LABEL } from '../../placement';
import { formatDuration } from '../../values';
import { writeContribution } from '../federated-writes';
import type { HubTransport } from './transport';

/** Leaves write to the hub: each of their replicas does. */
export const REMOTE_WRITE: HubTransport = {
  evaluator: 'hub',
  selects: true,
  copies: true,
  check: () => undefined,
  delay: (spec, ruleInterval) => {
    const { deadline, timeout } = writeTimesOf(spec, ruleInterval);
    return deadline + timeout;
  },
  pushed: ({ patience }) => ({ writtenWithin: formatDuration(patience) }),
  alerts: (federation, leaves, { aliveName, patience }) =>
    silenceAlerts(federation, leaves, {
      aliveName,
      shardLabel: SHARD_LABEL,
      patience,
      summary: 'A Prometheus writes nothing to the one above it.',
      reasons: 'is down, evaluates no rules or cannot write',
    }),
  jobs: () => [],
  contributions: ({ federation, selectors }, { model, ruleInterval }) =>
    federationWrites(federation, selectors).map((write) =>
      writeContribution(model, write, writeTimesOf(federation.spec, ruleInterval)),
    ),
};
