import { isObject } from '../schema';
import type { Rule, Rules } from './fields';
import { missing, quantity, unless, verbatim, word } from './rules';

/** Rules for what many kinds have in common: how somebody is spoken to, and how labels are rewritten. */
export const COMMON: Rules = {
  '*.scheme': word,
  '*.action': unless('replace', word),
  '*.availability': word,
  '*.nativeHistogramMinBucketFactor': quantity,
  '*.clientId': clientId(),
  '*.bearerToken': missing(
    'is a token in plain text, which would stand in a ConfigMap',
    'Put it into a Secret, and say `authorization: { credentials: { name, key } }`.',
  ),

  // Labels and the like have keys of the user's own, and are no place to look for references.
  '*.labels': verbatim,
  '*.headers': verbatim,
  '*.externalLabels': verbatim,
  '*.params': verbatim,
  '*.endpointParams': verbatim,
  '*.nodeMeta': verbatim,
  '*.requiredMatchers': verbatim,
  '*.selector': verbatim,
  '*.namespaceSelector': verbatim,
  '*.proxyConnectHeader': verbatim,
};

/** Where there is an error already, and another one would say the same. */
const NOT_KNOWN = 'not-known';

/** The operator reads the id of a client wherever it is; Prometheus wants it written out. */
function clientId(): Rule {
  return ({ key, value, place, surroundings }) => {
    // That of Azure and others is plain text anyway.
    if (!isObject(value)) {
      return { [key]: value };
    }
    const { configMap } = value;
    const { namespace } = place.object.metadata;
    if (isObject(configMap)) {
      const content = surroundings.configMapKey(namespace, String(configMap.name), String(configMap.key));
      if (content === undefined) {
        place.at('configMap').error({
          code: 'not-found',
          value: `${namespace}/${String(configMap.name)}`,
          complaint: `is not among the files, or has no key "${String(configMap.key)}": the id of the client is needed as text`,
          remedy: 'Give the ConfigMap along with the other files.',
        });
      }
      return { [key]: content ?? NOT_KNOWN };
    }
    place.at('secret').error({
      code: 'no-file-twin',
      complaint:
        'is in a Secret: Prometheus reads the id of a client from its configuration only, and values of Secrets get into no manifest',
      remedy:
        'It is no secret: put it into a ConfigMap, say `clientId: { configMap: { name, key } }`, and give the ConfigMap along.',
    });
    return { [key]: NOT_KNOWN };
  };
}
