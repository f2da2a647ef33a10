import { matchesLabels, type LabelSelector } from '../../scrape';
import type { OtherObject, PlainManifest } from '../object';
import { GROUP, isObject, type PlainObject } from '../schema';

/** The operator's image, wherever it is kept; those of its reloader and its webhook are beside it. */
const IMAGE = /(^|\/)(prometheus-operator|admission-webhook)([:@]|$)/;

/**
 * The objects that the operator itself consists of: found by its image and its API group, and then by what leads to its pods
 * and to their account. Names tell nothing: charts have their own.
 */
export function operatorParts(others: readonly OtherObject[]): Set<OtherObject> {
  const workloads = others.filter(({ manifest }) => isOperator(manifest));
  const pods = workloads.map(({ manifest }) => podsOf(manifest));
  const accounts = new Set(pods.map(({ account }) => account));
  const bindings = others.filter(({ manifest }) => bindsOnly(manifest, accounts));
  const roles = new Set(bindings.map(({ manifest }) => roleOf(manifest)));
  // A role that somebody else is bound to is theirs as well.
  others
    .filter((other) => isBinding(other.manifest) && !bindings.includes(other))
    .forEach(({ manifest }) => roles.delete(roleOf(manifest)));
  return new Set(
    others.filter(
      (other) =>
        workloads.includes(other) ||
        bindings.includes(other) ||
        isOfGroup(other.manifest) ||
        accounts.has(identity(other.manifest, 'ServiceAccount')) ||
        roles.has(identity(other.manifest, other.manifest.kind)) ||
        pods.some((each) => leadsTo(other.manifest, each)),
    ),
  );
}

interface Pods {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly account: string;
}

function isOperator({ kind, spec }: PlainManifest): boolean {
  return (
    ['Deployment', 'Job'].includes(kind) && containersOf(spec).some(({ image }) => IMAGE.test(String(image)))
  );
}

function podsOf({ metadata: { namespace = '' }, spec }: PlainManifest): Pods {
  const template = object(object(spec).template);
  const { serviceAccountName = 'default' } = object(template.spec);
  return {
    namespace,
    labels: object(object(template.metadata).labels) as Record<string, string>,
    account: `ServiceAccount ${namespace}/${String(serviceAccountName)}`,
  };
}

function containersOf(spec: unknown): PlainObject[] {
  const { containers } = object(object(object(spec).template).spec);
  return Array.isArray(containers) ? containers.filter(isObject) : [];
}

/** CRDs of the operator, and webhooks for its API. */
function isOfGroup({ kind, spec, webhooks }: PlainManifest): boolean {
  if (kind === 'CustomResourceDefinition') {
    return object(spec).group === GROUP;
  }
  return (
    kind.endsWith('WebhookConfiguration') &&
    Array.isArray(webhooks) &&
    webhooks.length > 0 &&
    webhooks.every((webhook) => JSON.stringify(object(webhook).rules ?? []).includes(`"${GROUP}"`))
  );
}

function isBinding({ kind }: PlainManifest): boolean {
  return kind === 'RoleBinding' || kind === 'ClusterRoleBinding';
}

function bindsOnly(manifest: PlainManifest, accounts: ReadonlySet<string>): boolean {
  const { subjects } = manifest;
  return (
    isBinding(manifest) &&
    Array.isArray(subjects) &&
    subjects.length > 0 &&
    subjects.every((subject) => {
      const { kind, namespace = '', name } = object(subject);
      return accounts.has(`${String(kind)} ${String(namespace)}/${String(name)}`);
    })
  );
}

/** As {@link identity} has it. */
function roleOf({ roleRef, metadata }: PlainManifest): string {
  const { kind, name } = object(roleRef);
  return `${String(kind)} ${kind === 'Role' ? (metadata.namespace ?? '') : ''}/${String(name)}`;
}

function identity({ kind, metadata }: PlainManifest, wanted: string): string {
  return kind === wanted ? `${kind} ${metadata.namespace ?? ''}/${metadata.name}` : '';
}

/** Whether a Service, a budget or a policy is for the pods. */
function leadsTo({ kind, metadata, spec }: PlainManifest, { namespace, labels }: Pods): boolean {
  const { selector, podSelector } = object(spec);
  const given: Readonly<Record<string, LabelSelector | undefined>> = {
    Service: isObject(selector) ? { matchLabels: selector as Record<string, string> } : undefined,
    PodDisruptionBudget: selector as LabelSelector | undefined,
    NetworkPolicy: podSelector as LabelSelector | undefined,
  };
  const found = given[kind];
  return (
    found !== undefined &&
    metadata.namespace === namespace &&
    Object.keys(found).length > 0 &&
    matchesLabels(found, labels)
  );
}

function object(value: unknown): PlainObject {
  return isObject(value) ? value : {};
}
