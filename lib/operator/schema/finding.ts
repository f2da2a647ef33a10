/** What is wrong with a value, and where in the object it is. */
export interface SchemaFinding {
  readonly path: Path;

  /** Stable name of the kind of fault. */
  readonly code: 'unknown-field' | 'required' | 'type' | 'value' | 'repeated' | 'rule';

  /** Absent where nothing was given. */
  readonly value?: unknown;
  readonly complaint: string;
  readonly remedy?: string;

  /** What the value should have been, where it is of another type. */
  readonly wanted?: 'text' | 'other';
}

export type Path = ReadonlyArray<string | number>;
