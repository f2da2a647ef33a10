import type { Where } from '../problems';

/** What is said of a text that is no duration. */
interface Words {
  readonly complaint: string;
  readonly remedy: string;
}

/** Reports a text that is no duration; `positive` also refuses zero. */
export type DurationCheck = (
  where: Where,
  text: string | undefined,
  options?: { readonly positive?: boolean },
) => void;

/**
 * The check of one kind of duration.
 *
 * @param parse gives milliseconds, or undefined for what is none
 */
export function durationCheck(parse: (text: string) => number | undefined, words: Words): DurationCheck {
  return (where, text, { positive = false } = {}) => {
    if (text === undefined) {
      return;
    }
    const milliseconds = parse(text);
    if (milliseconds === undefined) {
      where.error({ code: 'invalid-duration', value: text, ...words });
    } else if (positive && milliseconds === 0) {
      where.error({ code: 'invalid-duration', value: text, complaint: 'must be longer than zero' });
    }
  };
}
