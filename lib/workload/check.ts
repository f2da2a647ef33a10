import type { Where } from '../problems';
import {
  checkAnnotations,
  checkChoice,
  checkDnsSubdomain,
  checkKubernetesLabels,
  checkPortName,
  checkUrl,
  checkWholeNumber,
} from '../values';
import type { WorkloadProps } from './props';
import { checkStorage } from './storage';

/** Reports what is wrong in the props that all workloads share. */
export function checkWorkload(where: Where, props: WorkloadProps): void {
  checkStorage(where.at('storage'), props.storage);
  checkPortName(where.at('portName'), props.portName);
  checkUrl(where.at('externalUrl'), props.externalUrl);
  checkWholeNumber(where.at('minReadySeconds'), props.minReadySeconds);
  checkWholeNumber(where.at('terminationGracePeriodSeconds'), props.terminationGracePeriodSeconds);
  checkChoice(where.at('logLevel'), props.logLevel, ['debug', 'info', 'warn', 'error']);
  checkChoice(where.at('logFormat'), props.logFormat, ['logfmt', 'json']);
  checkChoice(where.at('imagePullPolicy'), props.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']);
  checkImage(where.at('image'), props.image);
  for (const field of ['whenDeleted', 'whenScaled'] as const) {
    const policy = props.persistentVolumeClaimRetentionPolicy?.[field];
    checkChoice(where.at('persistentVolumeClaimRetentionPolicy', field), policy, ['Retain', 'Delete']);
  }
  checkLabels(where.at('labels'), props.labels);
  checkLabels(where.at('podMetadata', 'labels'), props.podMetadata?.labels);
  checkAnnotations(where.at('podMetadata', 'annotations'), props.podMetadata?.annotations);
  if (props.serviceAccountName !== undefined) {
    checkDnsSubdomain(where.at('serviceAccountName'), props.serviceAccountName);
  }
  for (const field of ['secrets', 'configMaps'] as const) {
    props[field]?.forEach((name, index) => {
      checkDnsSubdomain(where.at(field, index), name);
    });
  }
  if (props.routePrefix !== undefined && !props.routePrefix.startsWith('/')) {
    where.at('routePrefix').error({
      code: 'invalid-url',
      value: props.routePrefix,
      complaint: 'is not a path',
      remedy: 'Begin it with a slash: "/prometheus".',
    });
  }
}

/** The path below which the program serves: what it would make of the external URL itself. */
export function routePrefix({ routePrefix: given, externalUrl }: WorkloadProps): string {
  const path =
    given ?? (externalUrl !== undefined && URL.canParse(externalUrl) ? new URL(externalUrl).pathname : '/');
  return `/${path.replace(/^\/+|\/+$/g, '')}`;
}

/** A path of the program below its prefix. */
export function servedPath(prefix: string, path: string): string {
  return prefix === '/' ? path : `${prefix}${path}`;
}

/** By these StatefulSets and Services find what is theirs. */
const TAKEN_LABELS = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'operator.prometheus.io/shard',
] as const;

function checkImage(where: Where, image: string | undefined): void {
  // Types do not hold in plain JavaScript.
  if (image !== undefined && (typeof image !== 'string' || image.trim() === '')) {
    where.error({
      code: 'incomplete',
      value: image,
      complaint: 'is no reference of an image',
      remedy: 'Name one, "registry.example.com/prometheus:v3.13.0", or leave it out for that of `version`.',
    });
  }
}

function checkLabels(where: Where, labels: Readonly<Record<string, string>> | undefined): void {
  checkKubernetesLabels(where, labels);
  for (const label of TAKEN_LABELS) {
    if (labels?.[label] !== undefined) {
      where.error({
        code: 'label-taken',
        value: label,
        complaint: 'is a label by which the pods or Services are found',
        remedy: 'Choose another label.',
      });
    }
  }
}
