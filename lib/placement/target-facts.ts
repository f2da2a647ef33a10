/** A scrape job whose targets need not be told apart by the labels that placement goes by. */
export interface TargetObstacle {
  /** Name of the scrape job. */
  readonly scrapeJob: string;

  /** Values that `job` can have on its series, as far as the configuration says. */
  readonly jobs: readonly string[] | 'any';

  /** Labels that do not identify its targets. */
  readonly labels: readonly string[];

  /** Why, in words that follow the name: `has honor_labels: its targets can expose job and instance themselves`. */
  readonly reason: string;
}
