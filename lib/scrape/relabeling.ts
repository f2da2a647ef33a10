import type { RelabelConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { checkChoice, checkLabelName, checkRegex, checkWholeNumber, compact } from '../values';

/** What a relabeling does. */
export type RelabelAction =
  | 'replace'
  | 'keep'
  | 'drop'
  | 'hashmod'
  | 'labelmap'
  | 'labeldrop'
  | 'labelkeep'
  | 'lowercase'
  | 'uppercase'
  | 'keepequal'
  | 'dropequal';

/** One step that rewrites the labels of a target or of a sample. Upstream: `<relabel_config>`. */
export interface Relabeling {
  /**
   * Labels whose values are joined and matched.
   * @default - none: the joined value is empty
   */
  readonly sourceLabels?: readonly string[];

  /** @default ';' */
  readonly separator?: string;

  /** Label that is written. Needed by all actions but keep, drop, labelmap, labeldrop and labelkeep. */
  readonly targetLabel?: string;

  /**
   * RE2 expression that must match the whole of the joined value.
   * @default '(.*)'
   */
  readonly regex?: string;

  /** Number of buckets for `hashmod`. */
  readonly modulus?: number;

  /**
   * What is written; `$1` or `${1}` stands for the first group of the match.
   * @default '$1'
   */
  readonly replacement?: string;

  /** @default 'replace' */
  readonly action?: RelabelAction;
}

const ACTIONS: readonly RelabelAction[] = [
  'replace',
  'keep',
  'drop',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
  'keepequal',
  'dropequal',
];
const WRITING: ReadonlySet<RelabelAction> = new Set([
  'replace',
  'hashmod',
  'lowercase',
  'uppercase',
  'keepequal',
  'dropequal',
]);

/** What upstream takes for "not set", even where it is; not so the default expression. */
const DEFAULTS: Readonly<Partial<Record<keyof Relabeling, unknown>>> = {
  targetLabel: '',
  separator: ';',
  replacement: '$1',
};

/** Fields that some actions do not take; Prometheus refuses the whole file when they are set. */
const FORBIDDEN: Readonly<Partial<Record<RelabelAction, ReadonlyArray<keyof Relabeling>>>> = {
  lowercase: ['replacement'],
  uppercase: ['replacement'],
  keepequal: ['regex', 'modulus', 'separator', 'replacement'],
  dropequal: ['regex', 'modulus', 'separator', 'replacement'],
  labeldrop: ['sourceLabels', 'targetLabel', 'modulus', 'separator', 'replacement'],
  labelkeep: ['sourceLabels', 'targetLabel', 'modulus', 'separator', 'replacement'],
};

/** The native form of relabelings. */
export function renderRelabelings(relabelings: readonly Relabeling[] | undefined): RelabelConfig[] {
  return (relabelings ?? []).map((step) =>
    compact<RelabelConfig>({
      source_labels: step.sourceLabels,
      separator: step.separator,
      target_label: step.targetLabel,
      regex: step.regex,
      modulus: step.modulus,
      replacement: step.replacement,
      action: step.action,
    }),
  );
}

/** Reports what Prometheus would refuse in relabelings. */
export function checkRelabelings(where: Where, relabelings: readonly Relabeling[] | undefined): void {
  relabelings?.forEach((step, index) => {
    checkRelabeling(where.at(index), step);
  });
}

function checkRelabeling(where: Where, step: Relabeling): void {
  const action = step.action ?? 'replace';
  checkChoice(where.at('action'), step.action, ACTIONS);
  checkRegex(where.at('regex'), step.regex);
  step.sourceLabels?.forEach((label, index) => {
    checkLabelName(where.at('sourceLabels', index), label);
  });
  if (WRITING.has(action) && (step.targetLabel ?? '') === '') {
    where.at('targetLabel').error({
      code: 'incomplete',
      complaint: `is needed by the action "${action}"`,
      remedy: 'Name the label to write.',
    });
  }
  if (action === 'hashmod' && step.modulus === undefined) {
    where.at('modulus').error({ code: 'incomplete', complaint: 'is needed by the action "hashmod"' });
  }
  checkWholeNumber(where.at('modulus'), step.modulus, { least: 1 });
  if (action === 'labelmap' && step.replacement === '') {
    where.at('replacement').error({
      code: 'invalid-label-name',
      value: '',
      complaint: 'is the name of every label that "labelmap" writes',
      remedy: 'Leave it out, or name labels by the groups of the match: "$1".',
    });
  }
  for (const field of FORBIDDEN[action] ?? []) {
    if (step[field] !== undefined && step[field] !== DEFAULTS[field]) {
      where.at(field).error({
        code: 'contradiction',
        value: step[field],
        complaint: `cannot be set with the action "${action}"`,
        remedy: 'Leave it out.',
      });
    }
  }
}
