import type { ControllerRevision, StatefulSet } from 'kubernetes-types/apps/v1';
import type { Pod, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import {
  TransientError,
  type BudgetLook,
  type ClockPort,
  type ClusterLook,
  type ClusterPort,
  type Eviction,
  type TemplateLook,
} from '../rollout';
import { within } from '../time';
import { ApiError } from './api-error';
import type { KubernetesApi } from './api';
import { alertmanagerContainer, instanceSettings } from './instance-settings';
import { NotAlertmanagerError } from './not-alertmanager-error';
import { NotFoundError } from './not-found-error';
import { podLook } from './pod-look';
import { selects } from './selector';
import { templateLook } from './template-look';

/** A StatefulSet by its name. */
export interface SetReference {
  readonly namespace: string;
  readonly name: string;
}

const LOG_LINES = 20;

/** Milliseconds for them. They explain a halt, which must not wait for a kubelet that does not answer. */
const LOG_TIMEOUT = 3_000;

/** The cause of a 429 that a disruption budget gives; others only mean that the API server has too much to do. */
const BUDGET = 'DisruptionBudget';

/** A StatefulSet of Alertmanagers, through the API server. */
export class KubernetesCluster implements ClusterPort {
  private readonly apps: string;
  private readonly core: string;

  constructor(
    private readonly api: KubernetesApi,
    private readonly set: SetReference,
    private readonly clock: ClockPort,
  ) {
    this.apps = `/apis/apps/v1/namespaces/${set.namespace}`;
    this.core = `/api/v1/namespaces/${set.namespace}`;
  }

  async look(signal: AbortSignal): Promise<ClusterLook> {
    const { metadata = {}, spec, status } = await this.statefulSet(signal);
    const labels = Object.entries(spec?.selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
    const { items } = await this.api.get<{ items: Pod[] }>(`${this.core}/pods`, signal, {
      labelSelector: labels.join(','),
    });
    const start = spec?.ordinals?.start ?? 0;
    const names = Array.from({ length: spec?.replicas ?? 1 }, (_, i) => `${this.set.name}-${start + i}`);
    const own = items.filter(
      ({ metadata: { ownerReferences = [], name = '' } = {} }) =>
        names.includes(name) && ownerReferences.some(({ uid }) => uid === metadata.uid),
    );
    const { type } = spec?.updateStrategy ?? {};
    const revision = status?.updateRevision ?? '';
    const pods = own.map((pod) => podLook(pod, this.clock.now()));
    const container = spec && alertmanagerContainer(spec.template);
    return {
      names,
      pods,
      revision,
      observed: status?.observedGeneration === metadata.generation,
      // A set that is as it should be is not rolled by anybody.
      selfRolling: type !== 'OnDelete' && pods.some((pod) => pod.revision !== revision),
      peers: container === undefined ? [] : (instanceSettings(container).mesh?.peers ?? []),
    };
  }

  async evict(pod: { readonly name: string; readonly uid: string }): Promise<Eviction> {
    const { name, uid } = pod;
    const body = {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { namespace: this.set.namespace, name },
      deleteOptions: { preconditions: { uid } },
    };
    try {
      await this.api.call('POST', `${this.core}/pods/${name}/eviction`, { body });
      return { kind: 'evicted' };
    } catch (error) {
      const cause = error instanceof TransientError ? error.cause : error;
      const budget =
        cause instanceof ApiError ? cause.causes.find(({ reason }) => reason === BUDGET) : undefined;
      if (cause instanceof ApiError && budget !== undefined) {
        const reason = `the eviction of ${name} is not allowed: ${cause.message} ${budget.message}`;
        return { kind: 'refused', reason };
      }
      if (cause instanceof ApiError && (cause.status === 404 || cause.status === 409)) {
        return { kind: 'gone' };
      }
      throw error;
    }
  }

  async target(signal: AbortSignal): Promise<TemplateLook> {
    const { spec } = await this.statefulSet(signal);
    return templateLook(spec?.template ?? {});
  }

  /** What pods of an earlier revision are, or were. */
  async templateOf(revision: string, signal: AbortSignal): Promise<TemplateLook> {
    return templateLook(await this.revisionTemplate(revision, signal));
  }

  async budgets(signal: AbortSignal): Promise<readonly BudgetLook[] | undefined> {
    const labels = (await this.statefulSet(signal)).spec?.template.metadata?.labels ?? {};
    const path = `/apis/policy/v1/namespaces/${this.set.namespace}/poddisruptionbudgets`;
    const found = await this.api
      .get<{ items: PodDisruptionBudget[] }>(path, signal)
      .catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 403) {
          return undefined;
        }
        throw error;
      });
    return found?.items
      .filter(({ spec }) => selects(spec?.selector, labels))
      .map(({ metadata, status }) => ({
        name: metadata?.name ?? '',
        expected: status?.expectedPods ?? 0,
        desired: status?.desiredHealthy ?? 0,
      }));
  }

  private async revisionTemplate(revision: string, signal: AbortSignal): Promise<PodTemplateSpec> {
    const { data } = await this.api.get<ControllerRevision>(
      `${this.apps}/controllerrevisions/${revision}`,
      signal,
    );
    const { spec } = data as unknown as { spec: { template: PodTemplateSpec & { $patch?: string } } };
    const { $patch: _, ...template } = spec.template; // what makes it a patch is no part of it
    return template;
  }

  async restoreRevision(revision: string, signal: AbortSignal): Promise<void> {
    const template = await this.revisionTemplate(revision, signal);
    const path = `${this.apps}/statefulsets/${this.set.name}`;
    await this.api.call('PATCH', path, {
      body: [{ op: 'replace', path: '/spec/template', value: template }],
      contentType: 'application/json-patch+json',
      signal,
    });
  }

  /** The revisions that are still known, the latest last. */
  async revisions(
    signal: AbortSignal,
  ): Promise<ReadonlyArray<{ readonly name: string; readonly number: number }>> {
    const { metadata = {} } = await this.statefulSet(signal);
    const { items } = await this.api.get<{ items: ControllerRevision[] }>(
      `${this.apps}/controllerrevisions`,
      signal,
    );
    return items
      .filter((each) => each.metadata?.ownerReferences?.some(({ uid }) => uid === metadata.uid))
      .map((each) => ({ name: each.metadata?.name ?? '', number: each.revision }))
      .sort((a, b) => a.number - b.number);
  }

  async lastLines(pod: string, signal: AbortSignal): Promise<string> {
    const query = { container: 'alertmanager', tailLines: String(LOG_LINES) };
    try {
      return await within(LOG_TIMEOUT, signal, (ended) =>
        this.api.text(`${this.core}/pods/${pod}/log`, ended, query),
      );
    } catch {
      signal.throwIfAborted();
      return ''; // they explain; that they are not to be had is no reason for anything
    }
  }

  /** @throws {NotAlertmanagerError} */
  async statefulSet(signal: AbortSignal): Promise<StatefulSet> {
    const { namespace, name } = this.set;
    const set = await this.api
      .get<StatefulSet>(`${this.apps}/statefulsets/${name}`, signal)
      .catch(async (error: unknown) => {
        if (error instanceof ApiError && error.status === 404) {
          throw new NotFoundError(await this.missing(signal));
        }
        throw error;
      });
    if (alertmanagerContainer({ spec: set.spec?.template.spec ?? { containers: [] } }) === undefined) {
      throw new NotAlertmanagerError(
        `StatefulSet ${namespace}/${name} is none of Alertmanagers: no container "alertmanager", nor one of that image`,
      );
    }
    return set;
  }

  /** What is not there: the namespace, or just the StatefulSet. */
  private async missing(signal: AbortSignal): Promise<string> {
    const { namespace, name } = this.set;
    const exists = await this.api.get(`/api/v1/namespaces/${namespace}`, signal).then(
      () => true,
      (error: unknown) => !(error instanceof ApiError && error.status === 404),
    );
    return exists
      ? `namespace "${namespace}" has no StatefulSet "${name}"`
      : `there is no namespace "${namespace}"`;
  }
}
