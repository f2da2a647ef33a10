import { parse } from 'yaml';
import { isObject } from '../schema';
import type { Rule } from './fields';
import type { Place } from './place';

/** Fields of native configuration whose values are secrets. */
const SECRETS =
  /^(password|credentials|bearer_token|client_secret|secret_key|access_key|token|application_secret|consumer_key|application_credential_secret|proxy_connect_header|key|secret)$/;

/**
 * Native configuration that stands in a Secret. There it is because Secrets are what the operator reads; what is really secret
 * in it is refused, and the rest is written out.
 */
export const nativeList: Rule = ({ key, value, place, surroundings }) => {
  const { name, key: entry } = value as { readonly name: string; readonly key: string };
  const { namespace } = place.object.metadata;
  const text = surroundings.secretKey(namespace, name, entry);
  if (text === undefined) {
    place.error({
      code: 'not-found',
      value: `${namespace}/${name}`,
      complaint: `is not among the files, or has no key "${entry}": its content has another form with us`,
      remedy:
        'Give the Secret along (`kubectl get secret -o yaml`): what stands in it is written into the configuration, and refused where it is secret.',
    });
    return {};
  }
  const list = parsed(place, text);
  const secrets = secretsIn(list, '');
  if (secrets.length > 0) {
    place.error({
      code: 'no-file-twin',
      value: `${namespace}/${name}`,
      complaint: `has secrets in it that would stand in a ConfigMap: ${secrets.join(', ')}`,
      remedy:
        'Put them into Secrets of their own, mount these with `secrets`, and name the files: `password_file: /etc/prometheus/secrets/<name>/<key>`.',
    });
  }
  return { [key]: list };
};

function parsed(place: Place, text: string): readonly unknown[] {
  let content: unknown;
  try {
    content = parse(text, { version: '1.1' });
  } catch (error) {
    place.error({
      code: 'yaml',
      complaint: `is not valid YAML: ${error instanceof Error ? error.message : String(error)}`,
    });
    return [];
  }
  if (content === null || content === undefined) {
    return [];
  }
  if (!Array.isArray(content)) {
    place.error({ code: 'type', complaint: 'has something else in it than a list' });
    return [];
  }
  return content as readonly unknown[];
}

/** The paths of all that is secret. */
function secretsIn(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => secretsIn(item, `${path}[${index}]`));
  }
  return isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) => {
        const at = path === '' ? key : `${path}.${key}`;
        return SECRETS.test(key) && typeof inner === 'string' ? [at] : secretsIn(inner, at);
      })
    : [];
}
