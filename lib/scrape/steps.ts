import type { KubernetesSelector, RelabelConfig } from '../native/prometheus';
import { quoteRegex, sanitizeLabelName } from '../values';
import { requirements, type LabelSelector } from './selector';

/**
 * The relabelings that the operator writes, so that jobs and labels stay what dashboards and rules
 * expect (shared facts: operator.md §4). Each is one small function, named after what it is for.
 */

/** Keeps the job's name: relabelings of users may want it after `job` was rewritten. */
export const rememberJobName: RelabelConfig = {
  source_labels: ['job'],
  target_label: '__tmp_prometheus_job_name',
};

/** Copies a label. */
export function copy(source: string, target: string): RelabelConfig {
  return { source_labels: [source], target_label: target };
}

/** Copies a label unless it is empty, so that what stands there already is kept. */
function copyIfPresent(source: string, target: string): RelabelConfig {
  return { source_labels: [source], target_label: target, regex: '(.+)' };
}

/** Writes a fixed value. */
export function set(target: string, value: string): RelabelConfig {
  return { target_label: target, replacement: value };
}

/** Keeps targets whose label has exactly this value. The operator forgets to quote, and `a.b` then matches `axb`. */
export function keepEqual(source: string, value: string): RelabelConfig {
  return { source_labels: [source], regex: quoteRegex(value), action: 'keep' };
}

/** Pods that have ended are no targets. */
export const dropFinishedPods: RelabelConfig = {
  source_labels: ['__meta_kubernetes_pod_phase'],
  regex: '(Failed|Succeeded)',
  action: 'drop',
};

/** Keeps the objects of a kind (`service`, `pod`, `ingress`) whose labels fulfil the selector. */
export function keepSelected(kind: string, selector: LabelSelector): RelabelConfig[] {
  return requirements(selector).map(({ key, operator, values = [] }) => {
    const name = sanitizeLabelName(key);
    const value = `__meta_kubernetes_${kind}_label_${name}`;
    const present = `__meta_kubernetes_${kind}_labelpresent_${name}`;
    const list = `(${values.map(quoteRegex).join('|')});true`;
    switch (operator) {
      case 'In':
        return { source_labels: [value, present], regex: list, action: 'keep' };
      case 'NotIn':
        return { source_labels: [value, present], regex: list, action: 'drop' };
      case 'Exists':
        return { source_labels: [present], regex: 'true', action: 'keep' };
      case 'DoesNotExist':
        return { source_labels: [present], regex: 'true', action: 'drop' };
    }
  });
}

/** Copies labels of a Service or pod to the target, under names that Prometheus 2 understands too. */
export function copyLabels(kind: string, labels: readonly string[] | undefined): RelabelConfig[] {
  return (labels ?? []).map((label) => {
    const name = sanitizeLabelName(label);
    return copyIfPresent(`__meta_kubernetes_${kind}_label_${name}`, name);
  });
}

/** Names the pod or node that an address of an EndpointSlice or Endpoints object belongs to. */
export function copyTargetName(prefix: string, kind: 'Node' | 'Pod', target: string): RelabelConfig {
  return {
    source_labels: [`${prefix}_kind`, `${prefix}_name`],
    separator: ';',
    regex: `${kind};(.*)`,
    replacement: '${1}',
    target_label: target,
  };
}

/** `job` from a label of the Service or pod, where it has one. */
export function jobFromLabel(kind: string, label: string | undefined): RelabelConfig[] {
  return label === undefined
    ? []
    : [copyIfPresent(`__meta_kubernetes_${kind}_label_${sanitizeLabelName(label)}`, 'job')];
}

/** The selector in the form in which the API server applies it; undefined where it matches everything. */
export function serverSideSelectors(
  roles: ReadonlyArray<KubernetesSelector['role']>,
  selector: LabelSelector,
): KubernetesSelector[] | undefined {
  const terms = requirements(selector).map(({ key, operator, values = [] }) => {
    switch (operator) {
      case 'In':
        return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(',')})`;
      case 'NotIn':
        return `${key} notin (${values.join(',')})`;
      case 'Exists':
        return key;
      case 'DoesNotExist':
        return `!${key}`;
    }
  });
  return terms.length === 0 ? undefined : roles.map((role) => ({ role, label: terms.join(',') }));
}
