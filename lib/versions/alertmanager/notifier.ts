import { section } from './old';
import type { Fact, Section } from '../catalogue';

/** What every receiver that speaks HTTP has from its first release on, for spreading: upstream inlines it. */
export function httpNotifier(first: Fact) {
  return { send_resolved: first, http_config: section('http_config', first) } satisfies Section;
}
