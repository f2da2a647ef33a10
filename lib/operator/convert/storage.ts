import { isObject, type PlainObject } from '../schema';
import type { Rule } from './fields';
import type { Place } from './place';

/** The data volume. Its claim keeps its name, so that the claims of the pods are found again. */
export const convertStorage: Rule = ({ value, place }) => {
  const { disableMountSubPath, ephemeral, emptyDir, volumeClaimTemplate } = value as PlainObject;
  if (disableMountSubPath === true) {
    place.at('disableMountSubPath').error({
      code: 'not-supported',
      value: true,
      complaint:
        'puts the data at the root of its volume, where it would not be found: we mount a folder of it',
      remedy:
        'Move the data into the folder `prometheus-db` (`alertmanager-db`) of the volume, and leave the field out.',
    });
  }
  // The first of them counts, in the order of the operator.
  if (isObject(emptyDir)) {
    return { storage: { emptyDir } };
  }
  if (isObject(ephemeral)) {
    return { storage: { ephemeral } };
  }
  return isObject(volumeClaimTemplate) ? { storage: claim(place, volumeClaimTemplate) } : {};
};

/** Without what Go writes down of a claim that there is not yet. */
function claim(place: Place, template: PlainObject): object {
  const { metadata, spec } = template;
  const { name, labels, annotations } = isObject(metadata) ? metadata : {};
  const kept = Object.entries({ name, labels, annotations }).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  if (isObject(template.status) && Object.keys(template.status).length > 0) {
    place.at('volumeClaimTemplate', 'status').warning({
      code: 'no-controller',
      complaint: 'has no effect',
      remedy: 'Leave it out: it is written by the cluster.',
    });
  }
  const { accessModes = ['ReadWriteOnce'], ...rest } = isObject(spec) ? spec : {};
  const size = kept.length === 0 ? sizeAlone(rest) : undefined;
  if (size !== undefined && JSON.stringify(accessModes) === '["ReadWriteOnce"]') {
    const { storageClassName } = rest;
    return { size, ...(storageClassName === undefined ? {} : { storageClassName }) };
  }
  return {
    volumeClaimTemplate: {
      ...(kept.length === 0 ? {} : { metadata: Object.fromEntries(kept) }),
      spec: { accessModes, ...rest },
    },
  };
}

/** The size of a claim that says nothing besides, but its class. */
function sizeAlone({ resources, storageClassName: _class, ...others }: PlainObject): string | undefined {
  const { requests, ...limits } = isObject(resources) ? resources : {};
  const { storage, ...more } = isObject(requests) ? requests : {};
  return [others, limits, more].every((each) => Object.keys(each).length === 0) &&
    (typeof storage === 'string' || typeof storage === 'number')
    ? String(storage)
    : undefined;
}
