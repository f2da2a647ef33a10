import type { Matcher } from './ast';
import { matches } from './pattern';

/** Whether a matcher holds for a value. */
export function satisfies({ type, value }: Matcher, text: string): boolean {
  switch (type) {
    case '=':
      return value === text;
    case '!=':
      return value !== text;
    case '=~':
      return matches(value, text);
    case '!~':
      return !matches(value, text);
  }
}
