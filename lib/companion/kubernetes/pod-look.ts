import type { ContainerStatus, Pod } from 'kubernetes-types/core/v1';
import { canonicalAddress } from '../mesh';
import type { PodLook } from '../rollout';
import { alertmanagerContainer, instanceSettings } from './instance-settings';
import { NotAlertmanagerError } from './not-alertmanager-error';

/** Why a container waits, where it waits for nothing that will come by itself. */
const HOPELESS = new Set([
  'CrashLoopBackOff',
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RunContainerError',
]);

/**
 * What matters of a pod.
 *
 * @param now milliseconds since 1970
 * @throws {NotAlertmanagerError}
 */
export function podLook(pod: Pod, now: number): PodLook {
  const { metadata = {}, status = {} } = pod;
  const name = metadata.name ?? '';
  const container = alertmanagerContainer(pod);
  if (container === undefined) {
    throw new NotAlertmanagerError(
      `pod ${name} has no container "alertmanager", nor one of an image of that name`,
    );
  }
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const condition = (type: string): string | undefined =>
    status.conditions?.find((each) => each.type === type)?.status;
  const since = status.startTime ?? metadata.creationTimestamp;
  return {
    name,
    uid: metadata.uid ?? '',
    revision: metadata.labels?.['controller-revision-hash'] ?? '',
    address: status.podIP === undefined ? undefined : canonicalAddress(status.podIP),
    age: since === undefined ? 0 : Math.max(0, (now - Date.parse(since)) / 1000),
    ending: metadata.deletionTimestamp !== undefined,
    ready: condition('Ready') === 'True',
    failure: status.phase === 'Failed' ? 'it has failed' : failureOf(statuses),
    obstacle: obstacleOf(pod, statuses),
    settings: instanceSettings(container),
  };
}

function failureOf(statuses: readonly ContainerStatus[]): string | undefined {
  for (const { name, state, lastState, restartCount } of statuses) {
    const { reason = '', message } = state?.waiting ?? {};
    if (HOPELESS.has(reason)) {
      const exit = lastState?.terminated?.exitCode;
      const ended = exit === undefined ? '' : `, exit code ${exit}`;
      const times = restartCount === 0 ? '' : `, ${restartCount} restarts`;
      return `container "${name}": ${reason}${ended}${times}${message === undefined ? '' : `: ${message}`}`;
    }
  }
  return undefined;
}

function obstacleOf({ status = {} }: Pod, statuses: readonly ContainerStatus[]): string | undefined {
  const unscheduled = status.conditions?.find(
    ({ type, status: holds }) => type === 'PodScheduled' && holds === 'False',
  );
  if (unscheduled !== undefined) {
    return `not scheduled: ${unscheduled.message ?? unscheduled.reason ?? ''}`;
  }
  for (const { name, ready, state } of statuses) {
    if (!ready && state?.waiting !== undefined) {
      return `container "${name}": ${state.waiting.reason ?? 'waiting'}${state.waiting.message === undefined ? '' : `: ${state.waiting.message}`}`;
    }
  }
  const lagging = statuses
    .filter(({ ready }) => !ready)
    .map(({ name }) => `container "${name}" is not ready`);
  return status.message ?? lagging[0];
}
