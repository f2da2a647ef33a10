import type { Where } from '../problems';

const CLASSIC_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const CLASSIC_METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** How Prometheus reads names: `utf8` allows every character, `legacy` only those of Prometheus 2. */
export type NameValidationScheme = 'utf8' | 'legacy';

/** Whether Prometheus accepts the text as the name of a label. */
export function isLabelName(text: string, scheme: NameValidationScheme = 'utf8'): boolean {
  return scheme === 'legacy' ? CLASSIC_LABEL.test(text) : text !== '' && text.isWellFormed();
}

/** Whether Prometheus accepts the text as the name of a metric. */
export function isMetricName(text: string, scheme: NameValidationScheme = 'utf8'): boolean {
  return scheme === 'legacy' ? CLASSIC_METRIC.test(text) : text !== '' && text.isWellFormed();
}

/** Reports a text that cannot name a label. */
export function checkLabelName(where: Where, text: string, scheme: NameValidationScheme = 'utf8'): void {
  if (!isLabelName(text, scheme)) {
    where.error({
      code: 'invalid-label-name',
      value: text,
      complaint: 'is not a label name',
      remedy:
        scheme === 'legacy'
          ? 'Use letters, digits and underscores, and do not begin with a digit.'
          : 'A label name has at least one character.',
    });
  }
}

/** The character classes that Kubernetes labels have and Prometheus's meta labels do not become `_`. */
export function sanitizeLabelName(text: string): string {
  return text.replace(/[^a-zA-Z0-9_]/g, '_');
}
