import type { Container, ObjectFieldSelector, ResourceFieldSelector } from 'kubernetes-types/core/v1';
import type { AdmittedPod } from './pod-identity';
import { NODE_ADDRESS } from '../network';

/** Where a pod runs. */
export interface Place {
  readonly node: string;
  readonly address: string;
}

/** What the downward API says about a field of the pod. */
export function podField(pod: AdmittedPod, place: Place, { fieldPath }: ObjectFieldSelector): string {
  const { metadata, spec } = pod;
  const entry = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(fieldPath);
  if (entry !== null) {
    return (entry[1] === 'labels' ? metadata.labels : metadata.annotations)?.[entry[2] ?? ''] ?? '';
  }
  const fields: Record<string, string | undefined> = {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace,
    'metadata.uid': metadata.uid,
    'metadata.labels': lines(metadata.labels),
    'metadata.annotations': lines(metadata.annotations),
    'spec.nodeName': place.node,
    'spec.serviceAccountName': spec.serviceAccountName,
    'status.hostIP': NODE_ADDRESS,
    'status.podIP': place.address,
    'status.podIPs': place.address,
  };
  const value = fields[fieldPath];
  if (value === undefined) {
    throw new Error(`the downward API of this test bed has no field "${fieldPath}"`);
  }
  return value;
}

/** What the downward API says about a container's resources: a whole number of `divisor`s, rounded up. */
export function resourceField(container: Container, { resource, divisor }: ResourceFieldSelector): string {
  const [kind, name] = resource.split('.', 2) as ['limits' | 'requests', string];
  const quantity = container.resources?.[kind]?.[name];
  if (quantity === undefined) {
    throw new Error(`container "${container.name}" has no ${resource}`);
  }
  const unit = divisor === undefined || divisor === '0' ? 1 : parseQuantity(divisor);
  return String(Math.ceil(parseQuantity(quantity) / unit));
}

const BINARY = ['Ki', 'Mi', 'Gi', 'Ti'];
const DECIMAL = ['k', 'M', 'G', 'T'];

function parseQuantity(text: string): number {
  const match = /^([\d.]+)(m|[KMGT]i|[kMGT])?$/.exec(text);
  if (match === null) {
    throw new Error(`not a quantity: "${text}"`);
  }
  const number = Number(match[1]);
  const suffix = match[2] ?? '';
  if (suffix === 'm') {
    return number / 1000;
  }
  const binary = BINARY.indexOf(suffix) + 1;
  const decimal = DECIMAL.indexOf(suffix) + 1;
  return number * 1024 ** binary * 1000 ** decimal;
}

function lines(entries: Readonly<Record<string, string>> = {}): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join('\n');
}
