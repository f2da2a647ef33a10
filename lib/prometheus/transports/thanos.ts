import { silenceAlerts } from '../../federation';
import { SHARD_LABEL } from '../../placement';
import type { HubTransport } from './transport';

/**
 * Nothing comes up: a Ruler evaluates the rules of the hub by a Query that reads the leaves where they are, what they record for the hub as
 * well as all else.
 */
export const THANOS: HubTransport = {
  evaluator: 'ruler',
  selects: false,
  copies: false,
  check: () => undefined,
  // What is in memory is there: results of the interval before are taken, as they are everywhere.
  delay: () => 0,
  pushed: () => ({ byThanos: true }),
  alerts: (federation, leaves, { aliveName, patience }) =>
    silenceAlerts(federation, leaves, {
      aliveName,
      shardLabel: SHARD_LABEL,
      patience,
      summary: 'A Prometheus cannot be read by the one above it.',
      reasons: 'cannot be read or evaluates no rules',
    }),
  jobs: () => [],
  contributions: () => [],
};
