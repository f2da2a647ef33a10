import type { Manifest } from '../../kubernetes';
import { describeResource } from '../../synthesis';
import type { GrafanaContent, ShippedDashboard } from '../compile';
import type { Credential, DataSource } from '../data-source';
import type { OperatorDiscovery } from '../props';
import { dashboardText, type DiscoveryContext } from './objects';

const API_VERSION = 'grafana.integreatly.org/v1beta1';

/** Objects that the Grafana operator brings to its Grafanas. */
export function operatorObjects(
  context: DiscoveryContext,
  { dataSources, dashboards }: GrafanaContent,
  { instanceSelector, allowCrossNamespaceImport }: OperatorDiscovery,
): Manifest[] {
  const common = {
    instanceSelector,
    ...(allowCrossNamespaceImport === undefined ? {} : { allowCrossNamespaceImport }),
  };
  return [
    ...dataSources.map((source) => dataSourceObject(context, source, common)),
    ...dashboards.map((dashboard) => dashboardObject(context, dashboard, common)),
  ];
}

function dataSourceObject(
  { place, name }: DiscoveryContext,
  { native, credentials }: DataSource,
  common: object,
): Manifest {
  const { uid, ...datasource } = native;
  const secure = Object.fromEntries(
    credentials
      .filter(({ field }) => field !== 'basicAuthUser')
      .map(({ field, prefix, reference }) => [field, `${prefix}\${${keyOf(reference)}}`]),
  );
  const user = credentials.find(({ field }) => field === 'basicAuthUser');
  return {
    apiVersion: API_VERSION,
    kind: 'GrafanaDatasource',
    metadata: metadata(place, `${name}-${uid.toLowerCase().replaceAll('_', '-')}`),
    spec: {
      ...common,
      uid,
      datasource: {
        ...datasource,
        editable: false,
        ...(user === undefined ? {} : { basicAuthUser: `\${${keyOf(user.reference)}}` }),
        ...(Object.keys(secure).length === 0 ? {} : { secureJsonData: secure }),
      },
      ...(credentials.length === 0 ? {} : { valuesFrom: credentials.map(valueFrom) }),
    },
  };
}

/** The operator puts the value where the key stands in braces. */
function valueFrom({ field, reference }: Credential): object {
  const ref = { name: (reference.secret ?? reference.configMap).name, key: keyOf(reference) };
  return {
    targetPath: field === 'basicAuthUser' ? field : `secureJsonData.${field}`,
    valueFrom: reference.secret === undefined ? { configMapKeyRef: ref } : { secretKeyRef: ref },
  };
}

function keyOf(reference: Credential['reference']): string {
  return (reference.secret ?? reference.configMap).key;
}

function dashboardObject(
  { where, place, name }: DiscoveryContext,
  dashboard: ShippedDashboard,
  common: object,
): Manifest {
  const { resource, folder } = dashboard;
  return {
    apiVersion: API_VERSION,
    kind: 'GrafanaDashboard',
    metadata: metadata(place, `${name}-${resource.namespace}-${resource.name}`),
    spec: {
      ...common,
      ...(folder === '' ? {} : { folder }),
      json: dashboardText(where.about(describeResource(resource)), dashboard),
    },
  };
}

function metadata({ namespace, labels }: DiscoveryContext['place'], name: string): Manifest['metadata'] {
  return { name, namespace, labels: { ...labels } };
}
