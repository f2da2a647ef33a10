/**
 * What a relabeling step does:
 *
 * - `replace` writes `replacement` into `target_label` where `regex` matches the source labels;
 * - `lowercase` and `uppercase` write the source labels, in that case, into `target_label`;
 * - `keep` and `drop` decide on the whole label set by `regex`;
 * - `keepequal` and `dropequal` decide by whether the source labels equal `target_label`;
 * - `hashmod` writes a hash of the source labels, modulo `modulus`, into `target_label`;
 * - `labelmap` copies labels whose name matches `regex` to the name in `replacement`;
 * - `labeldrop` and `labelkeep` remove labels by their name.
 */
export type RelabelAction =
  | 'replace'
  | 'lowercase'
  | 'uppercase'
  | 'keep'
  | 'drop'
  | 'keepequal'
  | 'dropequal'
  | 'hashmod'
  | 'labelmap'
  | 'labeldrop'
  | 'labelkeep';

/** One step of relabeling: of targets, samples or alerts (`configuration.md#relabel_config`). */
export interface RelabelConfig {
  /** Labels whose values are joined with `separator`. A label that is absent counts as empty. */
  readonly source_labels?: readonly string[];

  /** Between the values of `source_labels`. Default `;`. */
  readonly separator?: string;

  /** Label that is written or compared. */
  readonly target_label?: string;

  /** RE2 expression, anchored at both ends. Default `(.*)`. */
  readonly regex?: string;

  /** Divisor of the hash, for `hashmod`. */
  readonly modulus?: number;

  /** What is written; `$1` or `${1}` stand for groups of `regex`. Default `$1`. */
  readonly replacement?: string;

  /** What the step does. Default `replace`. */
  readonly action?: RelabelAction;
}
