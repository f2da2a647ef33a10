import type { Where } from '../problems';
import type { Resource, ResourceKind } from '../synthesis';
import { checkChoice, checkDnsSubdomain, checkLabelName, checkNamespaceName } from '../values';
import type { ExcludedObjects, NamespaceEnforcementProps } from './namespace-props';

/** A label and the value that it must have. */
export interface OwnerLabel {
  readonly label: string;
  readonly namespace: string;
}

const KINDS: Readonly<Record<ExcludedObjects['resource'], ResourceKind>> = {
  prometheusrules: 'PrometheusRule',
  servicemonitors: 'ServiceMonitor',
  podmonitors: 'PodMonitor',
  probes: 'Probe',
  scrapeconfigs: 'ScrapeConfig',
};

/** The label that is put on all that comes from a definition; undefined where it leaves it alone. */
export function ownerLabel(
  { kind, namespace, name }: Pick<Resource, 'kind' | 'namespace' | 'name'>,
  { enforcedNamespaceLabel: label, excludedFromEnforcement: excluded = [] }: NamespaceEnforcementProps,
): OwnerLabel | undefined {
  return label === undefined || excluded.some((each) => covers(each, { kind, namespace, name }))
    ? undefined
    : { label, namespace };
}

/** Reports what is wrong with the props alone. */
export function checkNamespaceEnforcement(where: Where, props: NamespaceEnforcementProps): void {
  const { enforcedNamespaceLabel: label, excludedFromEnforcement: excluded } = props;
  const at = where.at('enforcedNamespaceLabel');
  if (label !== undefined) {
    checkLabelName(at, label);
  }
  if (label?.startsWith('__') === true) {
    at.error({
      code: 'invalid-label-name',
      value: label,
      complaint: 'is one of the labels that Prometheus removes after relabeling',
      remedy: 'Choose a name that does not begin with two underscores: `namespace`, `tenant`.',
    });
  }
  if (excluded !== undefined && label === undefined) {
    where.at('excludedFromEnforcement').warning({
      code: 'no-effect',
      complaint: 'excludes from nothing, since no label is enforced',
      remedy: 'Set `enforcedNamespaceLabel`, or leave it out.',
    });
  }
  excluded?.forEach((each, index) => {
    const one = where.at('excludedFromEnforcement', index);
    checkChoice(one.at('group'), each.group, ['monitoring.coreos.com']);
    checkChoice(one.at('resource'), each.resource, Object.keys(KINDS));
    checkNamespaceName(one.at('namespace'), each.namespace);
    if (each.name !== undefined) {
      checkDnsSubdomain(one.at('name'), each.name);
    }
  });
}

/** Reports exclusions of definitions that are not there: a misspelt one would leave the label on. */
export function checkExclusions(
  where: Where,
  { excludedFromEnforcement: excluded = [] }: NamespaceEnforcementProps,
  selected: readonly Resource[],
): void {
  excluded.forEach((each, index) => {
    if (!selected.some((resource) => covers(each, resource))) {
      where.at('excludedFromEnforcement', index).warning({
        code: 'no-effect',
        value: each,
        complaint: 'excludes nothing that is taken',
        remedy: 'Compare kind, namespace and name with the definition that is meant, or leave it out.',
      });
    }
  });
}

function covers(
  excluded: ExcludedObjects,
  { kind, namespace, name }: Pick<Resource, 'kind' | 'namespace' | 'name'>,
): boolean {
  return (
    KINDS[excluded.resource] === kind && excluded.namespace === namespace && (excluded.name ?? name) === name
  );
}
