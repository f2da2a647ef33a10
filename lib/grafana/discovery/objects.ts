import { appliedBytes, configMap, SLOT_CAPACITY, type Manifest, type ObjectPlace } from '../../kubernetes';
import type { Where } from '../../problems';
import { describeResource } from '../../synthesis';
import type { ShippedDashboard } from '../compile';

/** What etcd and the API server take of one object, with room for its metadata. */
const LARGEST = 1024 * 1024;

/** Where a dashboard goes, and what of Grafana's is in the way. */
export interface DiscoveryContext {
  readonly where: Where;
  readonly place: ObjectPlace;

  /** Of the construct: part of names. */
  readonly name: string;
  readonly secretsPath: string;
}

/** The text of a dashboard, as people read it where there is room for it. */
export function dashboardText(where: Where, { resource, json }: ShippedDashboard): string {
  const text = `${JSON.stringify(json, undefined, 2)}\n`;
  if (appliedBytes(text) <= SLOT_CAPACITY) {
    return text;
  }
  const dense = JSON.stringify(json);
  const bytes = appliedBytes(dense);
  const at = where.about(describeResource(resource)).at('json');
  if (bytes > LARGEST) {
    at.error({
      code: 'too-large',
      value: `${bytes} bytes`,
      complaint: 'is more than a ConfigMap holds (1 MiB)',
      remedy: 'Split the dashboard.',
    });
  } else if (bytes > SLOT_CAPACITY) {
    at.warning({
      code: 'too-large',
      value: `${bytes} bytes`,
      complaint: 'is more than client-side apply can keep beside the object (240 KiB)',
      remedy: 'Apply it server-side, or split the dashboard.',
    });
  }
  return dense;
}

/** The name of the file of a dashboard: Grafana reads all of a folder. */
export function dashboardFile({ resource: { namespace, name } }: ShippedDashboard): string {
  return `${namespace}_${name}.json`;
}

/** A ConfigMap with further labels and annotations. */
export function labelled(
  place: ObjectPlace,
  name: string,
  data: Readonly<Record<string, string>>,
  {
    labels = {},
    annotations = {},
  }: { labels?: Readonly<Record<string, string>>; annotations?: Readonly<Record<string, string>> },
): Manifest {
  const map = configMap({ ...place, labels: { ...place.labels, ...labels } }, name, data);
  return Object.keys(annotations).length === 0
    ? map
    : { ...map, metadata: { ...map.metadata, annotations: { ...annotations } } };
}
