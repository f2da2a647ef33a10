import { matchesLabels, type LabelSelector } from '../../scrape';
import type { OperatorObject } from '../object';
import { isObject } from '../schema';
import type { WorkloadObject } from './identity';
import type { Surroundings } from './surroundings';

/** That every namespace has. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/**
 * The AlertmanagerConfigs among the files that an Alertmanager selects. One of a namespace whose labels are not known is counted
 * where they could decide: the construct selects in the end.
 */
export function selectedConfigs(object: WorkloadObject, surroundings: Surroundings): OperatorObject[] {
  const {
    alertmanagerConfigSelector: selector,
    alertmanagerConfigNamespaceSelector: namespaces,
    alertmanagerConfiguration,
  } = object.spec;
  const { namespace: own } = object.metadata;
  const { name: whole } = isObject(alertmanagerConfiguration) ? alertmanagerConfiguration : {};
  return surroundings.objects.filter(
    ({ kind, metadata: { namespace, name, labels } }) =>
      kind === 'AlertmanagerConfig' &&
      // The one that is the whole tree is not added to itself.
      !(namespace === own && name === whole) &&
      isObject(selector) &&
      matchesLabels(selector, labels) &&
      (isObject(namespaces) ? mayBeIn(namespaces, namespace, surroundings) : namespace === own),
  );
}

function mayBeIn(selector: LabelSelector, namespace: string, surroundings: Surroundings): boolean {
  const labels = surroundings.namespaceLabels(namespace);
  return labels === undefined && asksForMore(selector)
    ? true
    : matchesLabels(selector, { ...labels, [NAME_LABEL]: namespace });
}

function asksForMore({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)].some(
    (key) => key !== NAME_LABEL,
  );
}
