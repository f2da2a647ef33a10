import type { Lint } from './lint';

/** An alert's own label wins over that of the Prometheus, which then does not say any more whence it comes. */
export const labelsConflict: Lint = function* ({ rule, group }, { externalLabels }) {
  const labels = rule.alert === undefined ? {} : { ...group.labels, ...rule.labels };
  for (const [label, value] of Object.entries(labels)) {
    if (externalLabels.has(label)) {
      yield {
        field: ['labels', label],
        value,
        complaint: 'stands in the way of the external label of the same name, which the alert would get',
        remedy: 'Choose another name.',
      };
    }
  }
};
