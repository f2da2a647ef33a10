import type { ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { ScrapeLimits } from '../scrape';
import type { Resource } from '../synthesis';
import { compact, parseSize } from '../values';
import type { EnforcementProps } from './policy-props';

/** A limit: what a monitor and a Prometheus call it, how it is enforced, and what upstream calls it. */
const LIMITS = [
  ['sampleLimit', 'enforcedSampleLimit', 'sample_limit'],
  ['targetLimit', 'enforcedTargetLimit', 'target_limit'],
  ['labelLimit', 'enforcedLabelLimit', 'label_limit'],
  ['labelNameLengthLimit', 'enforcedLabelNameLengthLimit', 'label_name_length_limit'],
  ['labelValueLengthLimit', 'enforcedLabelValueLengthLimit', 'label_value_length_limit'],
  ['keepDroppedTargets', 'enforcedKeepDroppedTargets', 'keep_dropped_targets'],
  ['bodySizeLimit', 'enforcedBodySizeLimit', 'body_size_limit'],
] as const satisfies ReadonlyArray<readonly [keyof ScrapeLimits, keyof EnforcementProps, keyof ScrapeConfig]>;

/** The limits for jobs that name none: the smaller of what is set and what is enforced. */
export function globalLimits(props: ScrapeLimits & EnforcementProps): ScrapeLimits {
  return Object.fromEntries(
    LIMITS.flatMap(([field, enforced]) => {
      const limit =
        exceeds(props[field], props[enforced]) || isNone(props[field]) ? props[enforced] : undefined;
      const value = limit ?? props[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

/**
 * A job of a monitor as the owner of the Prometheus has it. A limit that is not set, or 0, is inherited from
 * the global ones; one above what is enforced is reported.
 */
export function enforce(where: Where, job: ScrapeConfig, props: EnforcementProps): ScrapeConfig {
  for (const [field, enforced, native] of LIMITS) {
    if (exceeds(job[native], props[enforced])) {
      where.at(field).error({
        code: 'policy',
        value: job[native],
        complaint: `is above the ${enforced} ${props[enforced] ?? ''} of the Prometheus`,
        remedy: 'Lower it, or leave it out to get what is enforced.',
      });
    }
  }
  return compact<ScrapeConfig>({
    ...job,
    honor_labels: props.overrideHonorLabels === true ? undefined : job.honor_labels,
    honor_timestamps: props.overrideHonorTimestamps === true ? false : job.honor_timestamps,
  });
}

/** A monitor as far as its owner may decide where targets are looked for. */
export function restrict(resource: Resource, props: EnforcementProps): Resource {
  return props.ignoreNamespaceSelectors === true
    ? { ...resource, spec: withoutNamespaceSelectors(resource.spec) }
    : resource;
}

/** Reports limits of the Prometheus that it does not allow itself; the enforced ones are what counts then. */
export function checkGlobalLimits(where: Where, props: ScrapeLimits & EnforcementProps): void {
  for (const [field, enforced] of LIMITS) {
    if (exceeds(props[field], props[enforced])) {
      where.at(field).warning({
        code: 'policy',
        value: props[field],
        complaint: `is above ${enforced} ${props[enforced] ?? ''}, which counts`,
        remedy: 'Lower it, or leave it out.',
      });
    }
  }
}

function isNone(limit: number | string | undefined): boolean {
  return amount(limit) === 0;
}

function exceeds(limit: number | string | undefined, enforced: number | string | undefined): boolean {
  return amount(enforced) > 0 && amount(limit) > amount(enforced);
}

/** Upstream means "any number" by 0; what is no size is reported where it is written. */
function amount(limit: number | string | undefined): number {
  return typeof limit === 'string' ? (parseSize(limit) ?? 0) : (limit ?? 0);
}

/** Monitors have it on top, probes at the ingresses. Without one, the own namespace is meant. */
function withoutNamespaceSelectors(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { targets, ...rest } = Object.fromEntries(
    Object.entries(value).filter(([field]) => field !== 'namespaceSelector'),
  ) as { readonly targets?: { readonly ingress?: unknown } };
  return targets === undefined
    ? rest
    : {
        ...rest,
        targets: {
          ...targets,
          ...(targets.ingress === undefined ? {} : { ingress: withoutNamespaceSelectors(targets.ingress) }),
        },
      };
}
