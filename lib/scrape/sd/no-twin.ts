/** The way out that always works: what Prometheus reads it may read from a Secret. */
const WHOLE_JOB =
  'put the whole job into a file in a Secret, mount that with `secrets` and name the file in `additionalConfig: { scrape_config_files: [...] }`';

/** What to do about a secret that cannot be read from a file: a way of this discovery, and the one of all. */
export function waysOut(own?: string): string {
  return own === undefined ? `P${WHOLE_JOB.slice(1)}.` : `${own}, or ${WHOLE_JOB}.`;
}
