import type { Where } from '../problems';

/** Reports a text that is none of those allowed: types do not hold in plain JavaScript, nor in parsed YAML. */
export function checkChoice(where: Where, value: string | undefined, choices: readonly string[]): void {
  if (value !== undefined && !choices.includes(value)) {
    where.error({
      code: 'invalid-choice',
      value,
      complaint: `is none of ${choices.map((choice) => `"${choice}"`).join(', ')}`,
    });
  }
}
