import { isObject, type PlainObject } from '../schema';
import { ALERTMANAGER_GLOBAL } from './alertmanager-global';
import { selectedConfigs } from './alertmanager-selection';
import {
  checkKeptConfig,
  configSecretName,
  isEmptySecret,
  readBaseConfig,
  type BaseOrigin,
} from './base-config';
import { convertFields, type Fields } from './fields';
import type { WorkloadObject } from './identity';
import { ConstructLink } from './link';
import type { Place } from './place';
import type { Surroundings } from './surroundings';

/** The props that say what an Alertmanager does with alerts, and where their native part was read. */
export interface ConfigSource {
  readonly props: Fields;
  readonly base?: BaseOrigin;
}

/** Nobody is notified: what the operator takes where there is no configuration. */
const NONE: Fields = { route: { receiver: 'null' }, receivers: [{ name: 'null' }] };

/**
 * Where the configuration of an Alertmanager comes from. One that nothing is added to stays in its Secret, which the pods read
 * themselves; one with AlertmanagerConfigs is put together here, and is a ConfigMap.
 */
export function configSource(object: WorkloadObject, place: Place, surroundings: Surroundings): ConfigSource {
  const { alertmanagerConfiguration, secrets } = object.spec;
  const selected = selectedConfigs(object, surroundings);
  const selection = selected.length === 0 ? {} : selectionProps(object);
  noteSelection(object, place, selected.length);
  if (isObject(alertmanagerConfiguration)) {
    return { props: { config: wholeTree(object, place, surroundings), ...selection } };
  }
  const isKept = selected.length === 0 && surroundings.baseConfig(object.metadata) === undefined;
  if (isKept && !isEmptySecret(object, surroundings)) {
    return { props: externalProps(object, place, surroundings) };
  }
  const base = readBaseConfig(object, place, surroundings);
  if (base === undefined) {
    // That has been reported, and nothing will be written; what is selected is checked all the same.
    return { props: { config: NONE, ...selection } };
  }
  const config = base.text.trim() === '' ? NONE : { alertmanagerYaml: base.text };
  const mounted = new Set([...((secrets ?? []) as readonly string[]), configSecretName(object)]);
  return {
    props: { config, ...selection, ...(base.namesSecret ? { secrets: [...mounted] } : {}) },
    base: base.origin,
  };
}

function selectionProps({ spec }: WorkloadObject): Fields {
  const { alertmanagerConfigMatcherStrategy: strategy } = spec;
  const { type } = isObject(strategy) ? strategy : {};
  return {
    alertmanagerConfigSelector: spec.alertmanagerConfigSelector,
    ...(isObject(spec.alertmanagerConfigNamespaceSelector)
      ? { alertmanagerConfigNamespaceSelector: spec.alertmanagerConfigNamespaceSelector }
      : {}),
    ...(type === undefined || type === 'OnNamespace' ? {} : { alertmanagerConfigMatcherStrategy: type }),
  };
}

function noteSelection({ spec }: WorkloadObject, place: Place, selected: number): void {
  if (isObject(spec.alertmanagerConfigSelector) && selected === 0) {
    place.at('spec', 'alertmanagerConfigSelector').warning({
      code: 'no-controller',
      complaint:
        'is left out: it selects no AlertmanagerConfig among the files, and none is read from the cluster any more',
      remedy: 'Give those along that it is for.',
    });
  }
}

/** A tree that is a resource, with the settings that every resource may leave to it. */
function wholeTree({ spec, metadata }: WorkloadObject, place: Place, surroundings: Surroundings): Fields {
  const { name: given, global, templates } = spec.alertmanagerConfiguration as PlainObject;
  const name = typeof given === 'string' ? given : '';
  const at = place.at('spec', 'alertmanagerConfiguration');
  const { namespace } = metadata;
  const isThere = surroundings.objects.some(
    (each) =>
      each.kind === 'AlertmanagerConfig' &&
      each.metadata.namespace === namespace &&
      each.metadata.name === name,
  );
  if (!isThere) {
    at.at('name').error({
      code: 'not-found',
      ...(name === '' ? {} : { value: `${namespace}/${name}` }),
      complaint: 'is no AlertmanagerConfig among the files',
      remedy: `Give it along: \`kubectl -n ${namespace} get alertmanagerconfig ${name || '<name>'} -o yaml\`.`,
    });
  }
  return {
    alertmanagerConfig: new ConstructLink('AlertmanagerConfig', namespace, name),
    ...(isObject(global)
      ? { global: convertFields(global, ALERTMANAGER_GLOBAL, at.at('global'), surroundings) }
      : {}),
    ...(Array.isArray(templates) && templates.length > 0 ? { templates } : {}),
  };
}

/** It stays where it is. */
function externalProps(object: WorkloadObject, place: Place, surroundings: Surroundings): Fields {
  const secret = configSecretName(object);
  if (surroundings.find('Secret', object.metadata.namespace, secret) === undefined) {
    place.at('spec', 'configSecret').warning({
      code: 'not-among-files',
      value: secret,
      complaint:
        'is the Secret with the configuration and is not among the files: the pods wait until it is there',
      remedy:
        'Where there is none, the operator notifies nobody; create it with the key `alertmanager.yaml`.',
    });
  }
  checkKeptConfig(object, place, surroundings);
  return { config: 'external', configSecret: secret };
}
