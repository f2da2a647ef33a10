/** Milliseconds without a turn of the loop after which it is stuck: a turn has deadlines that are shorter. */
const PATIENCE = 60_000;

/**
 * Whether the loop goes round. It does so as well while the API server does not answer, or while another controller
 * holds the Lease: to be started again would mend neither.
 */
export class Health {
  private turnedAt: number;

  constructor(private readonly now: () => number) {
    this.turnedAt = now();
  }

  turned(): void {
    this.turnedAt = this.now();
  }

  /** Why it is not healthy; undefined where it is. */
  get complaint(): string | undefined {
    const silence = this.now() - this.turnedAt;
    return silence < PATIENCE ? undefined : `the loop has stood still for ${Math.round(silence / 1000)} s`;
  }
}
