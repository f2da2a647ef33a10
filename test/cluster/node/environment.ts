import type { ConfigMap, Container, EnvVar, Secret } from 'kubernetes-types/core/v1';
import type { Api } from '../api';
import { API_SERVER_ADDRESS } from '../network';
import { podField, resourceField, type Place } from './downward';
import type { AdmittedPod } from './pod-identity';

export type Environment = Readonly<Record<string, string>>;

/** The environment of a container, as its manifest and the kubelet make it. */
export async function environmentOf(
  api: Api,
  pod: AdmittedPod,
  container: Container,
  place: Place,
): Promise<Environment> {
  const env: Record<string, string> = {
    HOSTNAME: pod.metadata.name,
    KUBERNETES_SERVICE_HOST: API_SERVER_ADDRESS,
    KUBERNETES_SERVICE_PORT: '443',
  };
  for (const variable of container.env ?? []) {
    const value = await valueOf(api, pod, container, place, variable);
    if (value !== undefined) {
      env[variable.name] = expand(value, env); // a variable sees those before it
    }
  }
  return env;
}

/** Expands `$(NAME)` as the kubelet does: `$$` is a dollar sign, and what is not known stays as it is. */
export function expand(text: string, env: Environment): string {
  return text.replace(/\$\$|\$\(([^()]+)\)/g, (whole, name?: string) =>
    name === undefined ? '$' : (env[name] ?? whole),
  );
}

async function valueOf(
  api: Api,
  pod: AdmittedPod,
  container: Container,
  place: Place,
  { name, value = '', valueFrom }: EnvVar,
): Promise<string | undefined> {
  if (valueFrom === undefined) {
    return value;
  }
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom;
  if (fieldRef !== undefined) {
    return podField(pod, place, fieldRef);
  }
  if (resourceFieldRef !== undefined) {
    return resourceField(container, resourceFieldRef);
  }
  const ref = secretKeyRef ?? configMapKeyRef;
  if (ref?.name === undefined) {
    throw new Error(`env ${name}: not supported by this test bed: ${JSON.stringify(valueFrom)}`);
  }
  const object = { apiVersion: 'v1', namespace: pod.metadata.namespace, name: ref.name };
  const found =
    secretKeyRef === undefined
      ? (await api.find<ConfigMap>({ ...object, kind: 'ConfigMap' }))?.data?.[ref.key]
      : decode((await api.find<Secret>({ ...object, kind: 'Secret' }))?.data?.[ref.key]);
  if (found === undefined && ref.optional !== true) {
    throw new Error(`env ${name}: no key "${ref.key}" in "${ref.name}"`);
  }
  return found;
}

function decode(base64: string | undefined): string | undefined {
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString();
}
