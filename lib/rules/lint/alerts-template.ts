import { canHaveLabel, type LabelSet } from '../../promql';
import { dataAccesses, parseTemplate, RULE_TEMPLATES } from '../../template';
import type { Lint } from './lint';

/** A label that the expression cannot yield is an empty text in the page, which is found at night. */
export const alertsTemplate: Lint = function* ({ rule, group, labels }) {
  if (rule.alert === undefined) {
    return;
  }
  for (const field of ['labels', 'annotations'] as const) {
    // What a rule adds to the result comes after its templates were filled in.
    for (const [name, text] of Object.entries(rule[field] ?? {})) {
      for (const label of readLabels(text)) {
        if (!canHaveLabel(labels, label)) {
          yield {
            field: [field, name],
            value: `$labels.${label}`,
            complaint: `is empty: the expression yields ${describe(labels)}`,
            remedy:
              label in { ...group.labels, ...rule.labels }
                ? 'Labels that the rule adds are not there yet; write the value itself.'
                : 'Keep the label in the expression, or take it out of the text.',
          };
        }
      }
    }
  }
};

/** Labels of the result that a text reads, each once. */
function readLabels(text: string): ReadonlySet<string> {
  const result = parseTemplate(text, RULE_TEMPLATES);
  const accesses = 'template' in result ? dataAccesses(result.template, RULE_TEMPLATES) : [];
  return new Set(
    accesses.flatMap(({ path: [field, label] }) =>
      field === 'Labels' && label !== undefined ? [label] : [],
    ),
  );
}

function describe({ kind, labels }: LabelSet): string {
  const names = [...labels].filter((name) => name !== '__name__').sort();
  if (kind === 'anyExcept') {
    return `any label but ${names.join(', ')}`;
  }
  return names.length === 0 ? 'no labels' : `no other labels than ${names.join(', ')}`;
}
