import type { PrometheusConfig, ScrapeConfig } from '../../lib/native/prometheus';
import { REASONS, type Kind, type ReasonId } from './reasons';

/** How a case compares. */
export type Outcome =
  | { readonly kind: 'equal'; readonly claims: readonly Claim[] }
  /** Covered by reasons of {@link Kind}. */
  | { readonly kind: Kind; readonly reasons: readonly ReasonId[]; readonly claims: readonly Claim[] }
  /** None of these: the test fails, and shows the two. */
  | { readonly kind: 'unexplained'; readonly ours: unknown; readonly theirs: unknown };

/**
 * What an outcome says about the real program: that it takes a configuration, or not. All are put to it
 * together.
 */
export interface Claim {
  readonly config: PrometheusConfig;
  readonly accepted: boolean;
}

export function equal(claims: readonly Claim[] = []): Outcome {
  return { kind: 'equal', claims };
}

export function unexplained(ours: unknown, theirs: unknown): Outcome {
  return { kind: 'unexplained', ours, theirs };
}

/** How far a kind of reason is from the same: the farthest of a case's reasons names its outcome. */
const DISTANCE: readonly Kind[] = ['different', 'stricter', 'out of reach'];

/** What reasons say about the real Prometheus, by an example each. */
const EXAMPLES: Partial<Record<ReasonId, Claim>> = {
  'keepequal-regex': {
    accepted: false,
    config: job({
      relabel_configs: [{ action: 'keepequal', source_labels: ['a'], target_label: 'b', regex: '(.*)' }],
    }),
  },
  'api-server-settings': {
    accepted: false,
    config: job({ kubernetes_sd_configs: [{ role: 'node', tls_config: { insecure_skip_verify: true } }] }),
  },
};

function job(fields: Omit<ScrapeConfig, 'job_name'>): PrometheusConfig {
  return { scrape_configs: [{ job_name: 'example', ...fields }] };
}

/** The outcome for which there are these reasons; none at all is equal. */
export function covered(reasons: readonly ReasonId[], claims: readonly Claim[] = []): Outcome {
  const kinds = reasons.map((reason) => REASONS[reason].kind);
  const kind = [...DISTANCE].reverse().find((each) => kinds.includes(each));
  const examples = reasons.flatMap((reason) => EXAMPLES[reason] ?? []);
  return kind === undefined
    ? equal(claims)
    : { kind, reasons: [...new Set(reasons)], claims: [...claims, ...examples] };
}

/** The reasons of an outcome. */
export function reasonsOf(outcome: Outcome): readonly ReasonId[] {
  return 'reasons' in outcome ? outcome.reasons : [];
}
