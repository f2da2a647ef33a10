import type { Manifest } from '../../lib/kubernetes';
import type { ConvertOptions } from '../../lib/operator';
import type { Problem } from '../../lib/problems';
import { synthesized } from './app';
import { contents, type CustomResource } from './cluster';
import type { Fields, Objects } from './corpus';
import { deep, mapFields } from './walk';

/** What stands in a cluster in which the operator runs an Alertmanager. */
export interface AlertmanagerCluster {
  readonly alertmanager: CustomResource;
  readonly configs: readonly CustomResource[];

  /** Of the AlertmanagerConfigs. @default 'v1alpha1' */
  readonly apiVersion?: string | undefined;
  readonly secrets: Objects;
  readonly configMaps: Objects;

  /** `alertmanager.yml`, where a case does not have it in a Secret. */
  readonly base?: string | undefined;
}

/** What becomes of it with us. */
export type MadeAlertmanager =
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'made';

      /** `alertmanager.yml`; undefined where it stays in its Secret. */
      readonly text: string | undefined;
      readonly manifests: readonly Manifest[];
    };

/** The Alertmanager of cases that have none. */
export const MAIN = 'main';

/** Takes the way of a user's resources. */
export function makeAlertmanager(cluster: AlertmanagerCluster): MadeAlertmanager {
  const { namespace = 'default', name = MAIN } = cluster.alertmanager.metadata;
  const options: ConvertOptions = {
    // The operator reads Secrets where the AlertmanagerConfig is; pods mount copies beside them.
    secretsNamespace: namespace,
    ...(cluster.base === undefined ? {} : { baseConfigs: { [`${namespace}/${name}`]: cluster.base } }),
  };
  const result = synthesized(documentsOf(cluster), options);
  return result.kind === 'made' ? { ...result, text: textOf(result.manifests) } : result;
}

function documentsOf({
  alertmanager,
  configs,
  apiVersion,
  secrets,
  configMaps,
}: AlertmanagerCluster): Fields[] {
  const resource = (version: string, kind: string, { metadata, spec }: CustomResource): Fields => ({
    apiVersion: `monitoring.coreos.com/${version}`,
    kind,
    metadata: {
      ...metadata,
      name: metadata.name === undefined || metadata.name === '' ? MAIN : metadata.name,
    },
    spec: deep(spec, (fields) => mapFields(fields, (_, value) => value ?? undefined)),
  });
  return [
    resource('v1', 'Alertmanager', alertmanager),
    ...configs.map((config) => resource(apiVersion ?? 'v1alpha1', 'AlertmanagerConfig', config)),
    ...contents('Secret', secrets),
    ...contents('ConfigMap', configMaps),
  ];
}

function textOf(manifests: readonly Manifest[]): string | undefined {
  const data = manifests
    .filter(({ kind }) => kind === 'ConfigMap')
    .map((manifest) => (manifest.data ?? {}) as Readonly<Record<string, string>>);
  return data.find((files) => 'alertmanager.yml' in files)?.['alertmanager.yml'];
}
