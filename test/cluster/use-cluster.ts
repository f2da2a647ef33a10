import { Cluster } from './cluster';
import type { NodeOptions } from './node/node';

/**
 * Gives a suite a cluster: started before its first test, stopped after its last.
 *
 * @returns what gives the cluster to a test: there is none yet while the suite is read
 */
export function useCluster(options?: NodeOptions): () => Cluster {
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    cluster = await Cluster.start(options);
  }, 240_000);
  afterAll(async () => {
    await cluster?.stop();
  });
  return () => {
    if (cluster === undefined) {
      throw new Error('there is no cluster outside of hooks and tests, or it did not start');
    }
    return cluster;
  };
}
