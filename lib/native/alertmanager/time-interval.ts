/** A named set of times that routes refer to (`<time_interval>`). */
export interface TimeInterval {
  /** Unique name, over `time_intervals` and `mute_time_intervals` together. */
  readonly name: string;

  /** A moment is inside where any of these holds. */
  readonly time_intervals: readonly TimeIntervalSpec[];
}

/**
 * Times that repeat (`<time_interval_spec>`): a moment is inside where every list that is given has an
 * entry that holds.
 */
export interface TimeIntervalSpec {
  /** Times of the day. */
  readonly times?: readonly TimeRange[];

  /** Names or ranges of names, both ends included, for example `monday:friday`; the week begins on Sunday. */
  readonly weekdays?: readonly string[];

  /** Days from 1, or from the end of the month from -1, or ranges of these, for example `-3:-1`. */
  readonly days_of_month?: readonly string[];

  /** Names, numbers from 1, or ranges of these, for example `may:august`. */
  readonly months?: readonly string[];

  /** Years or ranges of years, for example `2026:2028`. */
  readonly years?: readonly string[];

  /** Time zone of the IANA database, or `Local`. Default UTC. */
  readonly location?: string;
}

/** A part of a day (`<time_range>`). */
export interface TimeRange {
  /** `HH:MM`, included. */
  readonly start_time: string;

  /** `HH:MM`, excluded; `24:00` is the end of the day. */
  readonly end_time: string;
}
