import type { Matcher } from './matcher';
import type { Modifiers } from './modifiers';
import type { Span } from './span';

/** `up{job="node"}` */
export interface VectorSelector extends Span, Modifiers {
  readonly type: 'vectorSelector';

  /** The name before the braces. A name in braces, `{"my.metric"}`, is a matcher of `__name__`. */
  readonly name?: string;

  /** The matchers in braces, in the order they were written. */
  readonly matchers: readonly Matcher[];

  /** What a range takes in besides the samples in it, for `rate` and its kin. */
  readonly extension?: 'anchored' | 'smoothed';
}
