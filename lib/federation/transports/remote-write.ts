import type { Where } from '../../problems';
import type { Leaf } from '../leaves';
import { checkOneShard, isPlainUrl, type TransportTraits } from './transport';

/** Leaves write to the hub, each to each of its replicas, since all of them evaluate its rules. */
export const REMOTE_WRITE: TransportTraits = {
  props: ['remoteTimeout', 'match', 'allowEverything', 'basicAuth', 'authorization'],
  remedy: 'Leave it out: leaves write what they have as soon as it is there.',
  begins: 'leaf',
  reached: (leaf, hub) => hub ?? leaf,
  reachedNames: ({ services, podNames }) => (podNames.length <= 1 ? services : podNames),
  severalWords: (count) => ({
    complaint: `the hub has ${count} replicas, each of which needs all of the series`,
    each: 'replica',
  }),
  urlRemedy: 'Write `https://prometheus.hub.example.com`, without `/api/v1/write`.',
  isUrl: isPlainUrl,
  checkHub: checkOneShard,
  checkLeaf,
};

function checkLeaf(where: Where, { endpoint, server }: Leaf): void {
  for (const prop of server.refuses) {
    where.error({
      code: 'contradiction',
      value: prop,
      complaint: `of ${server.path} says that nobody can write to it as ${endpoint.path} does`,
      remedy: `Leave \`${prop}\` out there, or let it ask its leaves, \`transport: 'federate'\`.`,
    });
  }
  if (endpoint.replicaLabel === '' && (endpoint.replicas > 1 || endpoint.services.length > 1)) {
    where.error({
      code: 'no-replica-label',
      value: endpoint.path,
      complaint:
        'has several pods and no external label that tells them apart: they would write the same series, and the hub would refuse some of it',
      remedy: "Leave `replicaExternalLabelName: ''` out there.",
    });
  }
}
