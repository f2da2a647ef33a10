import { COMPONENT_LABEL } from '../kubernetes';

/** By its component a monitor tells the Service of the sidecars from the others, which have the same pods. */
export function thanosLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  return { ...labels, [COMPONENT_LABEL]: `${labels[COMPONENT_LABEL] ?? ''}-thanos` };
}
