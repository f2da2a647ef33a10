import { renderYaml } from '../native';
import type { ScrapeConfig } from '../native/prometheus';
import { SHARD_NUMBER } from './shard-number';

/**
 * Files that were written before, by their jobs. The clusters of a fleet have the same jobs, mostly, and writing YAML is
 * the dearest part of a compile.
 */
const WRITTEN = new Map<string, string>();

/** Some 20 MB; a fleet of which one cluster alone has more gains nothing, and loses nothing. */
const MOST_KEPT = 20_000;

/** A file of jobs as a shard has it, with its number where the placeholder stands. */
export function jobText(jobs: readonly ScrapeConfig[], shard: number): string {
  const content = JSON.stringify({ scrape_configs: jobs }).replaceAll(SHARD_NUMBER, String(shard));
  const earlier = WRITTEN.get(content);
  if (earlier !== undefined) {
    return earlier;
  }
  const text = renderYaml(JSON.parse(content));
  if (WRITTEN.size >= MOST_KEPT) {
    WRITTEN.clear();
  }
  WRITTEN.set(content, text);
  return text;
}
