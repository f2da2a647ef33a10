/** Narrows a list of resources down: what is named must have one of the values. */
export interface Filter {
  /** What the resource is filtered by, in the words of its API. */
  readonly name: string;

  /** Values of which one must match. */
  readonly values: readonly string[];
}
