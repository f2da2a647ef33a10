import { createHash } from 'node:crypto';
import type { JobSpec } from 'kubernetes-types/batch/v1';
import {
  allow,
  configMap,
  ingressPolicy,
  namespacedRights,
  podPeer,
  selectorLabels,
  service,
  serviceAccount,
  type Manifest,
} from '../../kubernetes';
import type { Where } from '../../problems';
import { originsOf, type Connection } from '../../synthesis';
import { compact, parseGoDuration } from '../../values';
import { deployment, podTemplate, type WorkloadProps } from '../../workload';
import { DEFAULT_DEADLINE, METRICS_PORT, METRICS_PORT_NAME, type RolloutModel } from './model';
import { bundleParts, partKey } from './parts';
import { rolloutPods } from './pods';
import { companionRights } from './rights';

/** What a Job must not be tried again for: it would end in the same way (docs/companion.md, exit codes). */
const FINAL_CODES = [2, 5, 7, 9, 11, 12, 14, 16, 17];

/** What a Job may take besides the time of its instances: to start, and to wait for another one that rolls. */
const MARGIN_SECONDS = 600;

const TRIES = 4;

/** All objects of a companion but a Job, which has to know what it rolls out. */
export function rolloutManifests(
  where: Where,
  model: RolloutModel,
  bundle: Buffer,
): (connections: readonly Connection[]) => Manifest[] {
  const { place, fullName, identity, storeSecret, props, rolled } = model;
  const selector = selectorLabels(identity);
  const account = { namespace: place.namespace, name: fullName };
  const rights = companionRights({
    statefulSet: rolled.statefulSet,
    storeSecret,
    rollsBack: props.onFailure === 'rollback',
  });
  const ports = [{ name: METRICS_PORT_NAME, port: METRICS_PORT, targetPort: METRICS_PORT_NAME }];
  const fixed = [
    serviceAccount(place, fullName),
    ...namespacedRights(place, fullName, account, rights),
    ...bundleMaps(model, bundle),
    ...(storeSecret === undefined ? [] : [emptySecret(model, storeSecret)]),
    ...(props.mode === 'Controller'
      ? [service(place, fullName, { ports, selector }), controller(where, model, bundle)]
      : []),
  ];
  return (connections) => {
    const scrapers = originsOf(connections, [model.podGroup], {
      name: METRICS_PORT_NAME,
      number: METRICS_PORT,
    }).map(podPeer);
    const ingress = allow([{ port: METRICS_PORT_NAME, protocol: 'TCP' }], scrapers);
    return [...fixed, ingressPolicy(place, fullName, selector, ingress)];
  };
}

/**
 * The Job for what the pods of the StatefulSet are going to be: another one for each change of them. Jobs cannot be changed, so
 * that a change of its own makes another one as well, which finds nothing to do.
 */
export function rolloutJob(
  where: Where,
  model: RolloutModel,
  bundle: Buffer,
  statefulSet: Manifest,
): Manifest {
  const { place, fullName, props, rolled } = model;
  const { template } = statefulSet.spec as { readonly template: unknown };
  const parts = partsOf(where, model, bundle);
  const spec: JobSpec = {
    backoffLimit: TRIES,
    activeDeadlineSeconds: rolled.replicas * deadlineSeconds(props) + MARGIN_SECONDS,
    // No time to live: what tidies it away would have it made again by whoever compares the cluster with the manifests.
    podFailurePolicy: {
      rules: [
        {
          action: 'FailJob',
          onExitCodes: { containerName: 'companion', operator: 'In', values: FINAL_CODES },
        },
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      ],
    },
    template: podTemplate(
      { ...parts, placement: { ...parts.placement, restartPolicy: 'Never' } },
      podProps(model),
    ),
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      // Its deadline can be changed in place, and is by a change of replicas.
      name: `${fullName}-${digest([template, spec.template, spec.podFailurePolicy])}`,
      namespace: place.namespace,
      labels: { ...place.labels },
      ...(props.annotations === undefined ? {} : { annotations: { ...props.annotations } }),
    },
    spec,
  };
}

/** What an instance may take. */
function deadlineSeconds({ deadline = DEFAULT_DEADLINE }: RolloutModel['props']): number {
  return Math.ceil((parseGoDuration(deadline) ?? 0) / 1000);
}

function controller(where: Where, model: RolloutModel, bundle: Buffer): Manifest {
  const { place, fullName, props } = model;
  const manifest = deployment(
    place,
    {
      ...partsOf(where, model, bundle),
      name: fullName,
      replicas: 1,
      strategy: 'Recreate',
      rollOn: { 'cdk8s-prometheus/companion': digest(bundle.toString('base64')) },
    },
    podProps(model),
  );
  return props.annotations === undefined
    ? manifest
    : { ...manifest, metadata: { ...manifest.metadata, annotations: { ...props.annotations } } };
}

function partsOf(where: Where, model: RolloutModel, bundle: Buffer): ReturnType<typeof rolloutPods> {
  return rolloutPods(
    where,
    model,
    bundleParts(bundle).map((_, index) => bundleName(model, index)),
  );
}

function podProps({ props }: RolloutModel): WorkloadProps {
  return compact({
    imagePullSecrets: props.imagePullSecrets,
    nodeSelector: props.nodeSelector,
    tolerations: props.tolerations,
  });
}

function bundleMaps(model: RolloutModel, bundle: Buffer): Manifest[] {
  return bundleParts(bundle).map((part, index) => ({
    ...configMap(model.place, bundleName(model, index)),
    binaryData: { [partKey(index)]: part.toString('base64') },
  }));
}

function bundleName({ fullName }: RolloutModel, index: number): string {
  return `${fullName}-bundle-${index}`;
}

/** Made without data, which the controller puts in: applying this again touches none of it. */
function emptySecret({ place }: RolloutModel, name: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: place.namespace, labels: { ...place.labels } },
    type: 'Opaque',
  };
}

function digest(content: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex')
    .slice(0, 10);
}

/** The order of fields means nothing to Kubernetes, and no roll should come of it. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, inner]) => inner !== undefined)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : value;
}
