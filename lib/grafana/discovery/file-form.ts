import type { GrafanaDataSource, GrafanaDataSourceFile } from '../../native/grafana';
import type { SecretOrConfigMap } from '../../references';
import type { DataSource } from '../data-source';

/** The file that provisions data sources. Those that no file has any more are deleted (since Grafana 11.1). */
export function dataSourceFile(sources: readonly DataSource[], secretsPath: string): GrafanaDataSourceFile {
  return { apiVersion: 1, prune: true, datasources: sources.map((source) => inFile(source, secretsPath)) };
}

/** A data source as a file has it: credentials are read from files of Grafana's pods. */
function inFile({ native, credentials }: DataSource, secretsPath: string): GrafanaDataSource {
  const values = credentials.map(({ field, prefix, reference }): [string, string] => [
    field,
    `${prefix}$__file{${secretsPath}/${pathOf(reference)}}`,
  ]);
  const secure = Object.fromEntries(values.filter(([field]) => field !== 'basicAuthUser'));
  const user = values.find(([field]) => field === 'basicAuthUser')?.[1];
  return {
    ...(escaped(native) as GrafanaDataSource),
    editable: false,
    ...(user === undefined ? {} : { basicAuthUser: user }),
    ...(Object.keys(secure).length === 0 ? {} : { secureJsonData: secure }),
  };
}

/** The file of a reference, below the folder of secrets. */
export function pathOf(reference: SecretOrConfigMap): string {
  const { name, key } = reference.secret ?? reference.configMap;
  return `${name}/${key}`;
}

/** Grafana puts variables of its environment into every text of these files. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replaceAll('$', '$$$$');
  }
  if (Array.isArray(value)) {
    return value.map(escaped);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]))
    : value;
}
