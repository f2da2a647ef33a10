import { checkOneShard, isPlainUrl, type TransportTraits } from './transport';

/** The hub asks its leaves at `/federate`. */
export const FEDERATE: TransportTraits = {
  props: ['scrapeInterval', 'scrapeTimeout', 'match', 'allowEverything', 'basicAuth', 'authorization'],
  remedy: 'Leave it out, or set `scrapeTimeout`.',
  begins: 'hub',
  reached: (leaf) => leaf,
  reachedNames: ({ services }) => services,
  severalWords: (count) => ({
    complaint: `the leaf has ${count} shards, each with a part of the series`,
    each: 'shard',
  }),
  urlRemedy: 'Write `https://prometheus.eu.example.com`, without `/federate`.',
  isUrl: isPlainUrl,
  checkHub: (where, hub) => {
    checkOneShard(where, hub);
    for (const prop of hub.rewrites) {
      where.error({
        code: 'contradiction',
        value: prop,
        complaint: 'changes the labels or times of what is federated, by which leaves are told apart',
        remedy: 'Leave it out of the hub, which scrapes its leaves and itself.',
      });
    }
  },
  checkLeaf: () => undefined,
};
