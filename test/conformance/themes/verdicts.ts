import { withSpec, type Cluster, type CustomResource } from '../cluster';
import type { Case } from '../corpus';
import { makeMended } from '../mended';
import { covered, equal, unexplained, type Outcome } from '../outcome';
import type { ReasonId } from '../reasons';
import type { Theme } from '../theme';
import { because, isSupported, atSupported } from '../versions';

/** Whether a resource is taken by a Prometheus. */
export const RESOURCE_VERDICTS: Theme = {
  names: ['verdict-servicemonitor', 'verdict-podmonitor', 'verdict-probe', 'verdict-scrapeconfig'],
  judge: (one) => judgeVerdict(one, clusterOf(one)),
};

const LISTS = {
  ServiceMonitor: 'serviceMonitors',
  PodMonitor: 'podMonitors',
  Probe: 'probes',
  ScrapeConfig: 'scrapeConfigs',
} as const;

function clusterOf({ input }: Case): Cluster {
  const { kind, resource, ...cluster } = input as unknown as Cluster & {
    readonly kind: keyof typeof LISTS;
    readonly resource: CustomResource;
  };
  return { ...cluster, [LISTS[kind]]: [resource] };
}

/** Our verdict on a case beside the operator's. */
export function judgeVerdict(one: Case, cluster: Cluster): Outcome {
  const supported = atSupported(one, cluster);
  // Before 3.0 there were no other names.
  const { made, refusals } = makeMended(
    one.version?.startsWith('2.') === true
      ? withSpec(supported, (spec) => ({ ...spec, nameValidationScheme: 'Legacy' }))
      : supported,
  );
  const reasons = refusals.map(({ reason }) => reason);
  const accepted = made.kind === 'made';
  const errors = (one.expected as { readonly errors?: readonly string[] }).errors ?? [];
  const theirs = (one.expected as { readonly accepted: boolean }).accepted;
  const known = verdict(accepted, theirs, reasons) ?? whyOnlyTheirs(one, errors);
  if (known === undefined) {
    return unexplained(accepted ? 'accepted' : made.problems, one.error ?? one.expected);
  }
  return isSupported(one.version) ? known : because(['version'], known);
}

/** What the operator refuses and we do not. */
function whyOnlyTheirs({ version, error }: Case, errors: readonly string[]): Outcome | undefined {
  const text = [error ?? '', ...errors].join('\n');
  if (/not found|failed to decode PEM|failed to find any PEM data/.test(text)) {
    return covered(['cluster-content']);
  }
  const old =
    /only supported|requires Prometheus|invalid 'target_label'|invalid label/.test(text) &&
    !isSupported(version);
  return old ? covered(['version']) : undefined;
}

/** The outcome where it follows from the verdicts alone. */
function verdict(ours: boolean, theirs: boolean, refusals: readonly ReasonId[]): Outcome | undefined {
  if (ours && theirs) {
    return covered(refusals);
  }
  if (theirs) {
    return refusals.length > 0 ? covered(refusals) : undefined;
  }
  // What had to be taken out to get it accepted is a refusal too.
  return !ours || refusals.length > 0 ? equal() : undefined;
}
