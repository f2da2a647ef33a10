import type { Where } from '../problems';
import { isDnsSubdomain } from './kubernetes-name';

/** What the part after the prefix, and a value that is not empty, are made of. */
const NAME = /^[a-zA-Z0-9]([-._a-zA-Z0-9]*[a-zA-Z0-9])?$/;

/** `app`, `app.kubernetes.io/name`: the rule of keys of labels and annotations. */
export function isLabelKey(text: string): boolean {
  const [name = '', prefix, ...more] = text.split('/').reverse();
  return more.length === 0 && isLabelPart(name) && (prefix === undefined || isDnsSubdomain(prefix));
}

/** Values of labels may be empty. */
export function isLabelValue(text: string): boolean {
  return text === '' || isLabelPart(text);
}

function isLabelPart(text: string): boolean {
  return text.length <= 63 && NAME.test(text);
}

/** Reports labels that Kubernetes would refuse. */
export function checkKubernetesLabels(
  where: Where,
  labels: Readonly<Record<string, unknown>> | undefined,
): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    checkLabelKey(where, key);
    checkLabelValue(where.at(key), value);
  }
}

/** Reports annotations that Kubernetes would refuse: their values are texts, whatever they say. */
export function checkAnnotations(
  where: Where,
  annotations: Readonly<Record<string, unknown>> | undefined,
): void {
  for (const [key, value] of Object.entries(annotations ?? {})) {
    // Only here does case not matter in the prefix.
    checkLabelKey(where, key.toLowerCase(), key);
    if (typeof value !== 'string') {
      reportNoText(where.at(key), value);
    }
  }
}

/** Reports a text that cannot be the key of a label. */
function checkLabelKey(where: Where, key: string, shown = key): void {
  if (!isLabelKey(key)) {
    where.error({
      code: 'invalid-label',
      value: shown,
      complaint: 'is not the key of a label',
      remedy:
        'A key has at most 63 letters, digits, dashes, dots and underscores, and may begin with a domain and a slash: "example.com/team".',
    });
  }
}

/** Reports what cannot be the value of a label. */
function checkLabelValue(where: Where, value: unknown): void {
  if (typeof value !== 'string') {
    reportNoText(where, value);
  } else if (!isLabelValue(value)) {
    where.error({
      code: 'invalid-label',
      value,
      complaint: 'is not the value of a label',
      remedy:
        'A value has at most 63 letters, digits, dashes, dots and underscores, and begins and ends with a letter or digit.',
    });
  }
}

function reportNoText(where: Where, value: unknown): void {
  where.error({
    code: 'invalid-label',
    value,
    complaint: 'is not a text',
    remedy: 'Put it in quotes.',
  });
}
