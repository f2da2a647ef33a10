import type { StatefulSet } from 'kubernetes-types/apps/v1';
import { parse } from 'yaml';
import { makeAlertmanager, type AlertmanagerCluster } from '../alertmanager';
import { canonicalAlertmanager, canonicalFile } from '../alertmanager-canonical';
import type { CustomResource } from '../cluster';
import type { Case, Fields, Objects } from '../corpus';
import { covered, equal, unexplained, type Outcome } from '../outcome';
import type { Theme } from '../theme';
import { same } from '../walk';
import { judgeFiles } from './alertmanager-configuration';

/** Where the configuration comes from, and where it goes. */
export const ALERTMANAGER_PROVISION: Theme = { names: ['alertmanager-provision'], judge };

interface Generated {
  readonly data: Readonly<Record<string, string>>;
}

function judge(one: Case): Outcome {
  const { alertmanager, alertmanagerConfigs, secrets, configMaps } = one.input as unknown as {
    readonly alertmanager: CustomResource;
    readonly alertmanagerConfigs: readonly CustomResource[] | null;
    readonly secrets: Objects;
    readonly configMaps: Objects;
  };
  const cluster: AlertmanagerCluster = {
    alertmanager: {
      // Names of tests are longer than the names of pods can be.
      metadata: { ...alertmanager.metadata, name: alertmanager.metadata.name?.slice(0, 39) ?? '' },
      spec: { ...alertmanager.spec, version: '0.33.1' },
    },
    configs: alertmanagerConfigs ?? [],
    secrets,
    configMaps,
  };
  const made = makeAlertmanager(cluster);
  const expected = one.expected as Generated | null;
  if (made.kind === 'refused' || expected === null) {
    return made.kind === 'refused' && expected === null ? equal() : unexplained(made, one.error ?? expected);
  }
  const { 'alertmanager.yaml': text = '', ...others } = expected.data;
  if (made.text !== undefined) {
    return judgeFiles(
      one,
      { ours: canonicalAlertmanager(made.text), theirs: canonicalAlertmanager(text) },
      { secrets, reasons: [] },
    );
  }
  // It stays in its Secret, whose other keys are files beside it: which one is mounted, and what is in it?
  const mounted = volumeSecret(made.manifests) ?? '';
  const kept = secrets[`${alertmanager.metadata.namespace ?? 'default'}/${mounted}`];
  if (kept?.['alertmanager.yaml'] === undefined) {
    return covered(['no-configuration']);
  }
  const { 'alertmanager.yaml': own, ...beside } = kept;
  const isSame =
    own === text || same(canonicalFile(parse(own) as Fields), canonicalFile(parse(text) as Fields));
  return isSame && same(beside, others)
    ? covered(['configuration-in-its-secret'])
    : unexplained(kept, expected.data);
}

/** The Secret that the pods read their configuration from. */
function volumeSecret(manifests: readonly object[]): string | undefined {
  const set = manifests.find((each) => (each as { kind: string }).kind === 'StatefulSet') as StatefulSet;
  return set.spec?.template.spec?.volumes?.find(({ name }) => name === 'config')?.secret?.secretName;
}
