import { setTimeout as sleep } from 'node:timers/promises';
import type { PodRunner } from '../cluster/node/pod-runner';

/** Milliseconds between two looks: shorter than any pod takes to start. */
const INTERVAL = 50;

/**
 * Watches pods on the node itself, whatever the API server says: how many of them were missing, or had not been ready yet,
 * at once. One that has been ready and misses a probe afterwards only shows how busy this machine is.
 */
export class Readiness {
  /** The most that were down at one time. */
  worst = 0;
  private readonly seenReady = new Set<string>();
  private readonly stopping = new AbortController();
  private readonly watching: Promise<void>;

  constructor(
    private readonly names: readonly string[],
    private readonly pod: (name: string) => PodRunner,
  ) {
    this.watching = this.watch();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.watching;
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const down = this.names.filter((name) => this.isDown(name));
      this.worst = Math.max(this.worst, down.length);
      await sleep(INTERVAL, undefined, { signal }).catch(() => undefined);
    }
  }

  private isDown(name: string): boolean {
    try {
      const { uid, ready } = this.pod(name);
      if (ready) {
        this.seenReady.add(uid);
      }
      return !this.seenReady.has(uid);
    } catch {
      return true; // the former one is gone, and the next one on its way
    }
  }
}
