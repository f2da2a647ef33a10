import { setTimeout as sleep } from 'node:timers/promises';
import type { Probe } from 'kubernetes-types/core/v1';

/** How often to look at what has not been healthy yet: tests have no time for a whole period. */
const EAGER_PERIOD = 200;

/**
 * Follows a probe until `signal` ends it: calls `verdict` at each look that makes a streak of looks as long
 * as the probe's thresholds demand.
 *
 * Failures count as the manifest says, once in a period; only the first success may be seen early.
 */
export async function followProbe(
  probe: Probe,
  look: () => Promise<boolean>,
  verdict: (healthy: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  const { periodSeconds = 10, initialDelaySeconds = 0, successThreshold = 1, failureThreshold = 3 } = probe;
  let due = Date.now() + initialDelaySeconds * 1000;
  let everHealthy = false;
  let streak = { healthy: false, length: 0 };
  while (!signal.aborted) {
    const healthy = await look().catch(() => false);
    if (healthy || Date.now() >= due) {
      due = Date.now() + periodSeconds * 1000;
      everHealthy ||= healthy;
      streak = { healthy, length: healthy === streak.healthy ? streak.length + 1 : 1 };
      if (streak.length >= (healthy ? successThreshold : failureThreshold)) {
        verdict(healthy);
      }
    }
    await sleep(everHealthy ? periodSeconds * 1000 : EAGER_PERIOD, undefined, { signal }).catch(
      () => undefined,
    );
  }
}
