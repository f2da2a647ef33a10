import { parse } from 'yaml';
import { MAIN, type AlertmanagerCluster } from '../alertmanager';
import { canonicalAlertmanager, canonicalFile } from '../alertmanager-canonical';
import { ALERTMANAGER_DIFFERENCES, ALERTMANAGER_GATED } from '../alertmanager-differences';
import { makeMendedAlertmanager, type MendedAlertmanager } from '../alertmanager-refusals';
import { isSupportedAlertmanager, supportedAlertmanager } from '../alertmanager-versions';
import type { CustomResource } from '../cluster';
import type { Case, Fields, Objects } from '../corpus';
import { compare } from '../difference';
import { covered, equal, unexplained, type Outcome } from '../outcome';
import type { ReasonId } from '../reasons';
import type { Theme } from '../theme';
import { because } from '../versions';
import { same } from '../walk';

/** AlertmanagerConfigs on top of a native file. */
export const ALERTMANAGER_MERGE: Theme = {
  names: ['alertmanager-merge', 'alertmanager-merge-versions'],
  judge: (one) => {
    const { alertmanagerConfigs, baseConfig, matcherStrategy, alertmanagerNamespace, ...contents } =
      one.input as unknown as {
        readonly alertmanagerConfigs: readonly CustomResource[] | null;
        readonly baseConfig: string;
        readonly matcherStrategy: string;
        readonly alertmanagerNamespace?: string;
        readonly secrets: Objects;
        readonly configMaps: Objects;
      };
    const spec = {
      alertmanagerConfigSelector: {},
      alertmanagerConfigNamespaceSelector: {},
      alertmanagerConfigMatcherStrategy: { type: matcherStrategy },
    };
    return judgeFile(one, {
      alertmanager: alertmanagerOf(one, alertmanagerNamespace ?? 'monitoring', spec),
      configs: alertmanagerConfigs ?? [],
      base: baseConfig,
      ...contents,
    });
  },
};

/** An AlertmanagerConfig as the whole tree. */
export const ALERTMANAGER_GLOBAL: Theme = {
  names: ['alertmanager-global', 'alertmanager-global-versions'],
  judge: (one) => {
    const { alertmanagerConfig, globalConfig, ...contents } = one.input as unknown as {
      readonly alertmanagerConfig: CustomResource;
      readonly globalConfig?: Fields | null;
      readonly secrets: Objects;
      readonly configMaps: Objects;
    };
    const { name, namespace = 'default' } = alertmanagerConfig.metadata;
    const spec = { alertmanagerConfiguration: { name, global: globalConfig ?? undefined } };
    return judgeFile(one, {
      alertmanager: alertmanagerOf(one, namespace, spec),
      configs: [alertmanagerConfig],
      ...contents,
    });
  },
};

/** A native file, as it is. */
export const ALERTMANAGER_RAW: Theme = {
  names: ['alertmanager-raw'],
  judge: (one) => {
    const { raw } = one.input as { readonly raw: string };
    return judgeFile(one, withoutObjects(one, raw));
  },
};

/** An Alertmanager that has nothing but a native file. */
export function withoutObjects(one: Case, base: string): AlertmanagerCluster {
  return {
    alertmanager: alertmanagerOf(one, 'monitoring', {}),
    configs: [],
    secrets: {},
    configMaps: {},
    base,
  };
}

/** An Alertmanager at the release at which we look at a case. */
export function alertmanagerOf(one: Case, namespace: string, spec: Fields): CustomResource {
  return {
    metadata: { name: MAIN, namespace },
    spec: { replicas: 3, ...spec, version: supportedAlertmanager(one) },
  };
}

function judgeFile(one: Case, cluster: AlertmanagerCluster): Outcome {
  const own = judgeAgainst(one, makeMendedAlertmanager(cluster), cluster.secrets);
  return isSupportedAlertmanager(one.version) ? own : because(['version'], own);
}

/** What the operator refuses for the content of the cluster. */
const CONTENT = /not found|unclosed action|missing protocol scheme|unable to get secret/;

/** How we and the operator fare with the same input, but for the release. */
export function judgeAgainst(
  one: Case,
  { made, reasons, theirs: mend }: MendedAlertmanager,
  secrets: Objects,
): Outcome {
  const { expected, error } = one;
  if (made.kind === 'refused') {
    // Nothing is left to explain where all that we refuse has its reason.
    return expected === null
      ? equal()
      : made.problems.length === 0
        ? covered(reasons)
        : unexplained(made.problems, expected);
  }
  if (expected === null) {
    return whyOnlyTheirs(one) ?? unexplained(made.text, error);
  }
  const ours = canonicalAlertmanager(made.text ?? '');
  const theirs = canonicalFile(mend(parse(expected as string) as Fields));
  return judgeFiles(one, { ours, theirs }, { secrets, reasons });
}

/** Compares two files that each say all in one way. */
export function judgeFiles(
  { version }: Case,
  { ours, theirs }: { readonly ours: Fields; readonly theirs: Fields },
  { secrets, reasons }: { readonly secrets: Objects; readonly reasons: readonly ReasonId[] },
): Outcome {
  const surroundings = { namespace: '', secrets, spec: {}, version, withoutRelabelings: [] };
  const result = compare(ours, theirs, ALERTMANAGER_DIFFERENCES, surroundings);
  if (same(result.ours, result.theirs)) {
    return covered([...reasons, ...result.reasons]);
  }
  const gated = compare(ours, theirs, [...ALERTMANAGER_DIFFERENCES, ALERTMANAGER_GATED], surroundings);
  return !isSupportedAlertmanager(version) && same(gated.ours, gated.theirs)
    ? covered([...reasons, ...gated.reasons])
    : unexplained(result.ours, result.theirs);
}

/** What the operator refuses and we do not. */
export function whyOnlyTheirs({ error, version }: Case): Outcome | undefined {
  if (CONTENT.test(error ?? '')) {
    return covered(['cluster-content']);
  }
  const old = /Alertmanager >=|only supported|unsupported|missing mandatory field/;
  return !isSupportedAlertmanager(version) && old.test(error ?? '') ? covered(['version']) : undefined;
}
