import { isObject, type PlainObject } from '../schema';
import type { Rule } from './fields';
import type { Place } from './place';

/** Containers that the operator adds, and that the pods of a Prometheus have no more. */
const GONE: Readonly<Record<string, readonly string[]>> = {
  Prometheus: ['config-reloader', 'init-config-reloader'],
  PrometheusAgent: ['config-reloader', 'init-config-reloader'],
  Alertmanager: ['init-config-reloader'],
  ThanosRuler: ['init-config-reloader'],
};

/** Volumes that the operator adds, and that the pods have no more, or with other things in them. */
const VOLUMES = /^(config|config-out|tls-assets|web-config|cluster-tls-config|.*-rulefiles-\d+)$/;

/** Containers of the user's own, and changes to those of the operator's. */
export const containerPatches: Rule = ({ key, value, place }) => {
  const all = value as readonly PlainObject[];
  const kept = all.filter((container, index) => {
    const at = place.at(index);
    checkMounts(at.at('volumeMounts'), container.volumeMounts);
    // One with an image is whole: the user's own under the same name.
    const isGone =
      container.image === undefined && GONE[place.object.kind]?.includes(String(container.name)) === true;
    if (isGone) {
      at.warning({
        code: 'no-controller',
        value: container.name,
        complaint: 'is a container that the pods have no more: Prometheus reloads by itself',
        remedy: 'Leave it out.',
      });
    }
    return !isGone;
  });
  return kept.length === 0 ? {} : { [key]: kept };
};

/** Mounts of the main container. */
export const operatorVolumes: Rule = ({ key, value, place }) => {
  checkMounts(place, value);
  return { [key]: value };
};

function checkMounts(place: Place, mounts: unknown): void {
  if (!Array.isArray(mounts)) {
    return;
  }
  mounts.forEach((mount: unknown, index) => {
    const name = isObject(mount) ? mount.name : undefined;
    if (typeof name === 'string' && VOLUMES.test(name)) {
      place.at(index, 'name').error({
        code: 'not-supported',
        value: name,
        complaint: 'is a volume that the operator makes, and that the pods have no more in this form',
        remedy: 'Mount the Secret or ConfigMap that you need as a volume of your own (`volumes`).',
      });
    }
  });
}
