import type { Container, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { TemplateLook } from '../rollout';
import { allFlags, alertmanagerContainer, instanceSettings } from './instance-settings';
import { NotAlertmanagerError } from './not-alertmanager-error';

const DEFAULT_STORAGE = 'data/';

/**
 * What matters of a pod template.
 *
 * @throws {NotAlertmanagerError}
 */
export function templateLook(template: PodTemplateSpec): TemplateLook {
  const container = alertmanagerContainer(template);
  if (container === undefined) {
    throw new NotAlertmanagerError('no container "alertmanager" in the pod template, nor one of that image');
  }
  const flags = allFlags(container);
  return {
    image: container.image ?? '',
    versionLabel: template.metadata?.labels?.['app.kubernetes.io/version'],
    flags,
    storage: storageOf(template, container, flags),
    settings: instanceSettings(container),
    rest: new Map(leaves(withoutArguments(template, container), '')),
  };
}

/** The volume that holds the data: of the pod, or of a claim template, which the pod template does not have. */
function storageOf(
  { spec }: PodTemplateSpec,
  { volumeMounts = [] }: Container,
  flags: TemplateLook['flags'],
): string {
  const path = flags.find(([name]) => name === 'storage.path')?.[1] ?? DEFAULT_STORAGE;
  const [mount] = volumeMounts
    .filter(({ mountPath }) => path === mountPath || path.startsWith(`${mountPath.replace(/\/$/, '')}/`))
    .sort((a, b) => b.mountPath.length - a.mountPath.length);
  if (mount === undefined) {
    return 'the container itself';
  }
  const volume = spec?.volumes?.find(({ name }) => name === mount.name);
  const [kind = `claim ${mount.name}`] = Object.keys(volume ?? {}).filter((key) => key !== 'name');
  const claim = volume?.persistentVolumeClaim?.claimName;
  return claim === undefined ? kind : `claim ${claim}`;
}

/** What is told otherwise; lists have names where Kubernetes has them, so that one more of them changes one path. */
function withoutArguments(template: PodTemplateSpec, container: Container): unknown {
  const { spec } = template;
  const containers = spec?.containers.map((each) =>
    each === container ? { ...each, args: undefined, command: undefined, image: undefined } : each,
  );
  return {
    metadata: { labels: template.metadata?.labels, annotations: template.metadata?.annotations },
    spec: { ...spec, containers },
  };
}

function leaves(value: unknown, path: string): Array<[path: string, value: string]> {
  if (value === undefined || value === null) {
    return [];
  }
  if (typeof value !== 'object') {
    return [[path, JSON.stringify(value)]];
  }
  const children: Array<[string, unknown]> = Array.isArray(value)
    ? value.map((each: unknown, i) => [`${path}[${nameOf(each) ?? i}]`, each])
    : Object.entries(value).map(([key, each]) => [path === '' ? key : `${path}.${key}`, each]);
  return children.length === 0 && path !== ''
    ? [[path, JSON.stringify(value)]]
    : children.flatMap(([childPath, each]) => leaves(each, childPath));
}

function nameOf(value: unknown): string | undefined {
  const { name } = (value ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' ? name : undefined;
}
