import { isClusterScoped, type Manifest } from '../../kubernetes';
import type { Problem } from '../../problems';
import type { OtherObject, PlainManifest } from '../object';
import { isObject, type PlainObject } from '../schema';
import { operatorParts } from './operator-parts';
import { outcomeOfOther, type Outcome } from './outcome';

/** What becomes of the objects of other APIs. */
export interface OthersPlan {
  readonly outcomes: readonly Outcome[];

  /** Those that are written as they are. */
  readonly passed: readonly PlainManifest[];
  readonly problems: readonly Problem[];
}

export interface OthersOptions {
  /** What becomes of objects of other APIs: written as they are, or not at all. @default 'pass' */
  readonly others?: 'pass' | 'skip';

  /** Where objects belong that name no namespace. @default 'default' */
  readonly defaultNamespace?: string;
}

/**
 * Decides what becomes of the objects of other APIs, now that ours are known. Nothing is written twice, and what is not written
 * has a reason.
 *
 * @param taken Secrets whose content was written otherwise
 */
export function planOthers(
  others: readonly OtherObject[],
  ours: readonly Manifest[],
  { others: mode = 'pass', defaultNamespace = 'default' }: OthersOptions,
  taken: ReadonlySet<OtherObject> = new Set(),
): OthersPlan {
  const parts = operatorParts(others);
  const own = new Map(ours.map((manifest) => [identityOf(manifest, defaultNamespace), manifest]));
  const outcomes: Outcome[] = [];
  const passed: PlainManifest[] = [];
  const problems: Problem[] = [];
  for (const other of others) {
    const { manifest } = other;
    const twin = own.get(identityOf(manifest, defaultNamespace));
    if (parts.has(other)) {
      outcomes.push(outcomeOfOther(other, 'left-out', 'is a part of the operator'));
    } else if (manifest.kind === 'Secret') {
      outcomes.push(outcomeOfOther(other, 'left-out', taken.has(other) ? TAKEN : KEPT));
    } else if (twin !== undefined) {
      // It is in the cluster, whether it is written along or not.
      if (manifest.kind === 'Service') {
        outcomes.push(outcomeOfOther(other, 'replaced', serviceDifferences(manifest, twin)));
      } else {
        problems.push(clash(other));
      }
    } else if (mode === 'skip') {
      outcomes.push(outcomeOfOther(other, 'left-out', 'others are skipped'));
    } else {
      passed.push(manifest);
      outcomes.push(outcomeOfOther(other, 'passed'));
    }
  }
  return { outcomes, passed, problems };
}

/** What becomes of Secrets. */
const KEPT = 'Secrets are never written: go on to manage it';
const TAKEN = 'its configuration is written into a ConfigMap, together with the AlertmanagerConfigs';

function identityOf(
  { apiVersion, kind, metadata }: PlainManifest | Manifest,
  defaultNamespace: string,
): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const namespace = isClusterScoped(kind) ? '' : (metadata.namespace ?? defaultNamespace);
  return `${group} ${kind} ${namespace}/${metadata.name}`;
}

/** What clients of a Service will find changed. */
function serviceDifferences(theirs: PlainManifest, ours: Manifest): string {
  const [before, after] = [theirs.spec, ours.spec].map((spec) => (isObject(spec) ? spec : {}));
  const left = portsOf(before).filter((port) => !portsOf(after).includes(port));
  const fields = ['type', 'sessionAffinity', 'clusterIP', 'loadBalancerIP', 'externalTrafficPolicy'] as const;
  const changed = fields
    .filter((field) => (before?.[field] ?? USUAL[field]) !== (after?.[field] ?? USUAL[field]))
    .map((field) => `${field} is ${JSON.stringify(after?.[field] ?? USUAL[field] ?? null)} now`);
  const { annotations } = theirs.metadata;
  const differences = [
    ...(left.length === 0 ? [] : [`without the port ${left.join(', ')}`]),
    ...changed,
    ...(isObject(annotations) && Object.keys(annotations).length > 0
      ? [`without the annotations ${Object.keys(annotations).join(', ')}`]
      : []),
  ];
  return differences.length === 0 ? 'by ours, which is the same' : `by ours: ${differences.join('; ')}`;
}

/** What Kubernetes takes where nothing is said. */
const USUAL: PlainObject = { type: 'ClusterIP', sessionAffinity: 'None' };

function portsOf(spec: PlainObject | undefined): string[] {
  const { ports } = spec ?? {};
  return Array.isArray(ports)
    ? ports.filter(isObject).map(({ name, port }) => `${String(name)} (${String(port)})`)
    : [];
}

function clash({ manifest, source }: OtherObject): Problem {
  return {
    severity: 'error',
    code: 'name-clash',
    path: `${source.file}:${source.line(['metadata', 'name'])}`,
    subject: `${manifest.kind} ${manifest.metadata.namespace ?? ''}/${manifest.metadata.name}`,
    field: 'metadata.name',
    value: manifest.metadata.name,
    complaint: 'is the name of an object that is made of a resource of the operator',
    remedy: 'Give it another name, or leave it out.',
  };
}
