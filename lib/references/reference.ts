/**
 * A key of a Secret. Its value never gets into a manifest: the Secret is mounted, and the configuration
 * names the file. Operator: `SecretKeySelector`.
 */
export interface SecretKeySelector {
  /** Name of the Secret. */
  readonly name: string;

  /** Key in the Secret. */
  readonly key: string;

  /**
   * Namespace of the Secret. Pods can mount Secrets of their own namespace only; another one is an error.
   * @default - the namespace of the construct that names it
   */
  readonly namespace?: string;

  /**
   * Whether pods start without it.
   * @default - true for what a monitor names (its job fails alone until the Secret is there), false for everything else
   */
  readonly optional?: boolean;
}

/** A key of a ConfigMap. Operator: `ConfigMapKeySelector`. */
export type ConfigMapKeySelector = SecretKeySelector;

/** A key of either. Operator: `SecretOrConfigMap`. */
export type SecretOrConfigMap =
  | { readonly secret: SecretKeySelector; readonly configMap?: undefined }
  | { readonly configMap: ConfigMapKeySelector; readonly secret?: undefined };

/** What may be said of a reference besides its name and key. */
export type ReferenceOptions = Pick<SecretKeySelector, 'namespace' | 'optional'>;

/** Refers to a key of a Secret: `secretKey('pagerduty', 'routing-key')`. */
export function secretKey(name: string, key: string, options: ReferenceOptions = {}): SecretKeySelector {
  return { name, key, ...options };
}

/** Refers to a key of a ConfigMap: `configMapKey('corporate-ca', 'ca.crt')`. */
export function configMapKey(
  name: string,
  key: string,
  options: ReferenceOptions = {},
): ConfigMapKeySelector {
  return { name, key, ...options };
}
