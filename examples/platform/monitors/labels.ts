/** What the platform's Prometheus selects: monitors and rules of the platform team. */
export const PLATFORM = { team: 'platform' };
