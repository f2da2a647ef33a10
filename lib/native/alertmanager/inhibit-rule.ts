import type { Matcher } from './scalars';

/** Mutes target alerts as long as a source alert exists (`<inhibit_rule>`). */
export interface InhibitRule {
  /** Name in metrics and events; two rules of one name share a series. */
  readonly name?: string;

  /**
   * Values that a muted alert has.
   *
   * @deprecated since 0.22, use `target_matchers`
   */
  readonly target_match?: Readonly<Record<string, string>>;

  /**
   * Anchored RE2 expressions that a muted alert matches.
   *
   * @deprecated since 0.22, use `target_matchers`
   */
  readonly target_match_re?: Readonly<Record<string, string>>;

  /** Which alerts are muted. */
  readonly target_matchers?: readonly Matcher[];

  /**
   * Values that a muting alert has.
   *
   * @deprecated since 0.22, use `source_matchers`
   */
  readonly source_match?: Readonly<Record<string, string>>;

  /**
   * Anchored RE2 expressions that a muting alert matches.
   *
   * @deprecated since 0.22, use `source_matchers`
   */
  readonly source_match_re?: Readonly<Record<string, string>>;

  /** Which alerts mute. */
  readonly source_matchers?: readonly Matcher[];

  /** Labels that must have the same value on both sides; one that is missing on both is the same. */
  readonly equal?: readonly string[];
}
