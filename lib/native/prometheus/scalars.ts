/** A span of time as Prometheus writes it: `30s`, `1h30m`, `15d`. Units are y, w, d, h, m, s and ms. */
export type Duration = string;

/** A number of bytes with its unit, in powers of two: `512MB`, `10GB`. */
export type Size = string;

/**
 * A secret in plain text. Upstream allows it, so the types do; our constructs never write one, because it
 * would end up in a ConfigMap. They write the `*_file` twin of the field, where upstream has one.
 */
export type PlainSecret = string;

/** Label names and their values. */
export type Labels = Readonly<Record<string, string>>;

/** Oldest or newest TLS version that is accepted. */
export type TlsVersion = 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
