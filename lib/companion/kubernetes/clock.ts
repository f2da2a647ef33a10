import { setTimeout as sleep } from 'node:timers/promises';
import type { ClockPort } from '../rollout';

export const systemClock: ClockPort = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await sleep(milliseconds, undefined, { signal });
  },
};
