import type { RelabelConfig } from '../native/prometheus';
import { apply, sourceValue } from './apply';
import { toLabels, toMap, type LabelMap, type Labels } from './labels';
import type { RelabelOptions } from './relabel';
import { rule } from './rule';

/** A label before and after; absent where there is none. */
export interface LabelChange {
  readonly label: string;
  readonly before?: string;
  readonly after?: string;
}

/** What one relabeling did. */
export interface RelabelStep {
  /** Its place in the list, 0-based. */
  readonly index: number;
  readonly config: RelabelConfig;

  /** The values of its source labels, joined: what its expression was matched against. */
  readonly value: string;

  /** Whether the expression or the comparison held; absent where the action asks no such question. */
  readonly matched?: boolean;
  readonly changes: readonly LabelChange[];
  readonly dropped: boolean;
}

/** A run of relabelings, step by step. */
export interface RelabelTrace {
  /** Up to the step that drops the labels, if there is one. */
  readonly steps: readonly RelabelStep[];

  /** Undefined where they were dropped. */
  readonly labels: Labels | undefined;
}

/**
 * Does what `relabel` does, and writes down how.
 *
 * @throws {RelabelError} where Prometheus would not load one of the relabelings
 */
export function traceRelabel(
  labels: Labels,
  configs: readonly RelabelConfig[],
  { nameValidationScheme = 'utf8' }: RelabelOptions = {},
): RelabelTrace {
  const rules = configs.map((config) => ({ config, rule: rule(config) }));
  const map = toMap(labels);
  const steps: RelabelStep[] = [];
  for (const [index, { config, rule: each }] of rules.entries()) {
    const before = new Map(map);
    const { keep, matched } = apply(map, each, nameValidationScheme);
    steps.push({
      index,
      config,
      value: sourceValue(before, each),
      ...(matched === undefined ? {} : { matched }),
      changes: changesOf(before, map),
      dropped: !keep,
    });
    if (!keep) {
      return { steps, labels: undefined };
    }
  }
  return { steps, labels: toLabels(map) };
}

function changesOf(before: LabelMap, after: LabelMap): LabelChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .filter((label) => before.get(label) !== after.get(label))
    .map((label) => ({ label, ...valueOf('before', before, label), ...valueOf('after', after, label) }));
}

function valueOf(key: 'before' | 'after', labels: LabelMap, label: string): Partial<LabelChange> {
  const value = labels.get(label);
  return value === undefined ? {} : { [key]: value };
}
