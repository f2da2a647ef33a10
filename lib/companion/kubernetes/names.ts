import { lookup } from 'node:dns/promises';
import { canonicalAddress } from '../mesh';
import type { NamesPort } from '../rollout';

/** Names as this machine knows them: those of a cluster where we run in it. */
export const systemNames: NamesPort = {
  resolve: async (host) => {
    try {
      const found = await lookup(host, { all: true });
      return found.map(({ address }) => canonicalAddress(address));
    } catch {
      return undefined; // it may well be known to pods
    }
  },
};
