/** A part of a day. Operator: `TimeRange`. */
export interface TimeRange {
  /** `HH:MM`, included. */
  readonly startTime: string;

  /** `HH:MM`, excluded; `24:00` is the end of the day. */
  readonly endTime: string;
}

/** Times that repeat: a moment is inside where every list that is given has an entry that holds. */
export interface TimePeriod {
  readonly times?: readonly TimeRange[];

  /** Names, or ranges with both ends included: `monday:friday`. The week begins on Sunday. */
  readonly weekdays?: readonly string[];

  /** Days from 1, from the end of the month from -1, or ranges: `-3:-1`. */
  readonly daysOfMonth?: readonly string[];

  /** Names, numbers from 1, or ranges: `may:august`. */
  readonly months?: readonly string[];

  /** Years, or ranges: `2026:2028`. */
  readonly years?: readonly string[];

  /** Time zone: `Europe/Berlin`. @default 'UTC' */
  readonly location?: string;
}

/** Times that routes refer to by name. Operator: `TimeInterval`. */
export interface TimeInterval {
  readonly name: string;

  /** A moment is inside where one of these holds. */
  readonly timeIntervals: readonly TimePeriod[];
}
