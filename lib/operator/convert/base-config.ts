import { AlertmanagerFileError, parseAlertmanagerFile } from '../../alertmanager';
import type { Where } from '../../problems';
import {
  ALERTMANAGER_NEWEST,
  ALERTMANAGER_ROOT,
  alertmanagerCatalogue,
  checkConfig,
  parseVersion,
  type GateFinding,
} from '../../versions';
import type { OtherObject } from '../object';
import { isObject } from '../schema';
import type { WorkloadObject } from './identity';
import type { Place } from './place';
import type { Surroundings } from './surroundings';

/** The key of the configuration, in a Secret of the operator's users. */
const KEY = 'alertmanager.yaml';

/** Where the operator has the other keys of that Secret in the pods. */
const BESIDE = '/etc/alertmanager/config/';

/** A configuration that resources are added to. */
export interface BaseConfig {
  /** `alertmanager.yml`; empty where there is none. */
  readonly text: string;

  /** Whether files are named in it that the Secret of the configuration has as well. */
  readonly namesSecret: boolean;

  /** Where it was read. */
  readonly origin: BaseOrigin;
}

/** The place of a base, in the words of its user. */
export interface BaseOrigin {
  /** File and line, or the option. */
  readonly path: string;
  readonly subject: string;

  /** Where it was among the files. */
  readonly secret?: OtherObject;
}

/** The Secret of an Alertmanager's configuration. */
export function configSecretName({ spec, metadata }: WorkloadObject): string {
  const { configSecret } = spec;
  return typeof configSecret === 'string' && configSecret !== ''
    ? configSecret
    : `alertmanager-${metadata.name}`;
}

/**
 * The configuration that AlertmanagerConfigs are added to: that of the option, or of the Secret. Reports where it is not known, and
 * each secret in it: it becomes a ConfigMap.
 */
export function readBaseConfig(
  object: WorkloadObject,
  place: Place,
  surroundings: Surroundings,
): BaseConfig | undefined {
  const { namespace, name } = object.metadata;
  const secret = configSecretName(object);
  const given = surroundings.baseConfig(object.metadata);
  const other = surroundings.findOther('Secret', namespace, secret);
  if (given !== undefined) {
    return checked(object, place, given, { path: `base of ${namespace}/${name}`, subject: KEY });
  }
  if (other === undefined) {
    place.at('spec', 'configSecret').error({
      code: 'not-found',
      value: `${namespace}/${secret}`,
      complaint:
        'is the Secret of the configuration that the AlertmanagerConfigs are added to, and is not among the files',
      remedy: `Give it along (\`kubectl -n ${namespace} get secret ${secret} -o yaml\`), or its configuration by \`--base-config ${namespace}/${name}=<file>\`: an empty file where there is none.`,
    });
    return undefined;
  }
  return checked(object, place, surroundings.secretKey(namespace, secret, KEY) ?? '', originOf(other));
}

/** Whether the Secret of the configuration is among the files, and has none. */
export function isEmptySecret(object: WorkloadObject, surroundings: Surroundings): boolean {
  const { namespace } = object.metadata;
  const name = configSecretName(object);
  const text = surroundings.secretKey(namespace, name, KEY) ?? '';
  return surroundings.find('Secret', namespace, name) !== undefined && text.trim() === '';
}

/**
 * Reports a Secret whose configuration stays in it, and is none: with AlertmanagerConfigs to select the operator refuses it, and without
 * it starts pods that end.
 */
export function checkKeptConfig(object: WorkloadObject, place: Place, surroundings: Surroundings): void {
  const { namespace } = object.metadata;
  const name = configSecretName(object);
  const other = surroundings.findOther('Secret', namespace, name);
  const text = surroundings.secretKey(namespace, name, KEY);
  if (other === undefined || text === undefined) {
    return;
  }
  const { path, subject } = originOf(other);
  const where = place.elsewhere(path, subject);
  checkVariables(where, text);
  const complaint = complaintOf(text);
  if (complaint === undefined) {
    return;
  }
  const finding = { code: 'invalid-yaml', complaint, remedy: AMTOOL };
  if (isObject(object.spec.alertmanagerConfigSelector)) {
    where.error(finding);
  } else {
    where.warning(finding);
  }
}

/** What the operator's reloader puts into the configuration of each pod. */
const VARIABLE = /\$\((?:POD_NAME|SHARD)\)/;

/** Reports a configuration that is to differ from pod to pod. */
function checkVariables(where: Where, text: string): void {
  const [variable] = VARIABLE.exec(text) ?? [];
  if (variable !== undefined) {
    where.error({
      code: 'no-controller',
      value: variable,
      complaint:
        "is replaced in each pod by the operator's reloader; without it, it would stay as it stands there",
      remedy: 'Take it out: all instances of a mesh have one configuration.',
    });
  }
}

const AMTOOL = 'Check it with `amtool check-config`.';

/** What is wrong with a text that is no configuration. */
function complaintOf(text: string): string | undefined {
  try {
    parseAlertmanagerFile(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof AlertmanagerFileError)) {
      throw error;
    }
    // The lines after the first show the text, which may be secret.
    return error.complaint.split('\n')[0];
  }
}

function originOf(secret: OtherObject): BaseOrigin {
  const { manifest, source } = secret;
  const field = isObject(manifest.stringData) && KEY in manifest.stringData ? 'stringData' : 'data';
  return {
    path: `${source.file}:${source.line([field, KEY])}`,
    subject: `Secret ${manifest.metadata.namespace ?? 'default'}/${manifest.metadata.name}`,
    secret,
  };
}

function checked(
  object: WorkloadObject,
  place: Place,
  text: string,
  origin: BaseOrigin,
): BaseConfig | undefined {
  const where = place.elsewhere(origin.path, origin.subject);
  checkVariables(where, text);
  const secrets = text.trim() === '' ? [] : secretsIn(where, text);
  secrets?.forEach((finding) => {
    where.at(...finding.path).error({
      code: 'secret-in-manifest',
      complaint:
        'is a secret, and everybody could read it: with AlertmanagerConfigs the configuration becomes a ConfigMap',
      remedy: remedyFor(finding, object),
    });
  });
  if (secrets === undefined || secrets.length > 0) {
    return undefined;
  }
  const moved = `/etc/alertmanager/secrets/${configSecretName(object)}/`;
  const namesSecret = text.includes(BESIDE);
  if (namesSecret) {
    place.at('spec', 'configSecret').warning({
      code: 'no-controller',
      value: configSecretName(object),
      complaint: `is mounted at ${moved}: its keys are not beside the configuration any more, and paths in that are changed`,
      remedy: 'Put templates into a ConfigMap, and name them in `templates`.',
    });
  }
  return { text: text.replaceAll(BESIDE, moved), namesSecret, origin };
}

/** What stands in clear; undefined where the text is no configuration. */
function secretsIn(where: Where, text: string): readonly GateFinding[] | undefined {
  const complaint = complaintOf(text);
  const version = parseVersion(ALERTMANAGER_NEWEST);
  if (complaint !== undefined || version === undefined) {
    where.error({ code: 'invalid-yaml', complaint: complaint ?? '', remedy: AMTOOL });
    return undefined;
  }
  return checkConfig(alertmanagerCatalogue, ALERTMANAGER_ROOT, parseAlertmanagerFile(text), version).filter(
    ({ kind }) => kind === 'secret',
  );
}

function remedyFor({ twin, field }: GateFinding, { metadata: { namespace, name } }: WorkloadObject): string {
  const place = `there, or in a copy that \`--base-config ${namespace}/${name}=<file>\` names`;
  if (twin !== undefined) {
    return `Put the value into a Secret of its own, name that in \`secrets\` of the Alertmanager, and write \`${twin}: /etc/alertmanager/secrets/<Secret>/<key>\` ${place}.`;
  }
  return field.endsWith('url')
    ? `Leave user and password out of the URL, and write \`http_config: { basic_auth: { username, password_file } }\` ${place}.`
    : `Alertmanager reads it from no file: take it out ${place}, and use a way to authenticate that has one.`;
}
