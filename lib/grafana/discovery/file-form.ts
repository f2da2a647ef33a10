import type { GrafanaDataSource, GrafanaDataSourceFile } from '../../native/grafana';
import type { Credential, DataSource } from '../data-source';

/** Where Grafana's pods have the value of a credential. */
export type FileOf = (credential: Credential, source: DataSource) => string;

/** The file that provisions data sources. Those that no file has any more are deleted (since Grafana 11.1). */
export function dataSourceFile(sources: readonly DataSource[], fileOf: FileOf): GrafanaDataSourceFile {
  return { apiVersion: 1, prune: true, datasources: sources.map((source) => inFile(source, fileOf)) };
}

/** A data source as a file has it: credentials are read from files of Grafana's pods. */
function inFile(source: DataSource, fileOf: FileOf): GrafanaDataSource {
  const { native, credentials } = source;
  const values = credentials.map((credential): [string, string] => [
    credential.field,
    `${credential.prefix}$__file{${fileOf(credential, source)}}`,
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

/** The file below a folder: `<folder>/<name of the Secret>/<key>`. */
export function fileBelow(folder: string): FileOf {
  return ({ reference }) => {
    const { name, key } = reference.secret ?? reference.configMap;
    return `${folder}/${name}/${key}`;
  };
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
