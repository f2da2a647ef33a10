import { isLabelName } from '../../values';
import { quote } from './quote';

/** `(job, "label with spaces")` */
export function printLabels(labels: readonly string[]): string {
  return `(${labels.map(printLabel).join(', ')})`;
}

/** A name in quotes, where it needs them. */
export function printLabel(name: string): string {
  return isLabelName(name, 'legacy') ? name : quote(name);
}
