import { lookup } from 'node:dns/promises';
import { canonicalAddress } from '../mesh';
import type { NamesPort } from '../rollout';
import { within } from '../time';

/** Milliseconds: where name servers are silent, the system asks them for half a minute and more. */
const TIMEOUT = 5_000;

/** Names as this machine knows them: those of a cluster where we run in it. */
export const systemNames: NamesPort = {
  resolve: async (host) => {
    try {
      const found = await within(TIMEOUT, undefined, () => lookup(host, { all: true }));
      return found.map(({ address }) => canonicalAddress(address));
    } catch {
      return undefined; // it may well be known to pods
    }
  },
};
