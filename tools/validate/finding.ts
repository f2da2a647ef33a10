/** Something wrong with what was synthesized. */
export interface Finding {
  /** Such as `StatefulSet monitoring/prometheus-k8s`. */
  readonly object: string;

  /** Path of the field, as in `kubectl explain`: `spec.template.spec.containers[0].image`. */
  readonly field?: string;

  readonly message: string;
}

/** One thing that was looked at in all objects, or could not be. */
export interface Check {
  readonly title: string;

  /** How much was looked at, in words: `84 objects`. */
  readonly scope: string;

  readonly findings: readonly Finding[];

  /** What a reader should know although nothing is wrong: exceptions that were made. */
  readonly notes: readonly string[];

  /** Why nothing was looked at. Absent where it was. */
  readonly skipped?: string;
}

export function formatFinding({ object, field, message }: Finding): string {
  return [object, field, message].filter((part) => part !== undefined).join(': ');
}

/** `1 object`, `2 objects`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
