import { parse } from 'yaml';
import type { PrometheusConfig } from '../../../lib/native/prometheus';
import { PROMETHEUS_ROOT } from '../../../lib/versions';
import type { Cluster } from '../cluster';
import { canonical } from '../canonical';
import { CONFIGURATION_DIFFERENCES } from '../configuration-differences';
import { casesOf, type Case, type Fields } from '../corpus';
import { compare, type Surroundings } from '../difference';
import { makeMended, type Mended } from '../mended';
import { covered, equal, unexplained, type Claim, type Outcome } from '../outcome';
import type { ReasonId } from '../reasons';
import { haveSameTargets } from '../simulation';
import { because, isSupported, knownTo, atSupported } from '../versions';
import { deep, same, sorted, without } from '../walk';
import type { Theme } from '../theme';

/** The whole `prometheus.yml` of a server or an agent. */
export const CONFIGURATION: Theme = {
  names: [
    'prometheus-config',
    'prometheus-config-versions',
    'prometheus-config-policy',
    'prometheus-agent-config',
    'kube-prometheus-config',
  ],
  judge,
};

function judge(one: Case): Outcome {
  if ((one.input.options as Fields | undefined)?.inlineTLSConfig === true) {
    return covered(['embedded-generator']);
  }
  const mended = makeMended(atSupported(one, one.input));
  const own = judgeAgainst(one, mended, one.expected);
  if (isSupported(one.version)) {
    return own;
  }
  if (own.kind !== 'unexplained') {
    return because(['version'], own);
  }
  for (const { expected } of siblings().get(inputOf(one)) ?? []) {
    const other = judgeAgainst(one, mended, expected);
    if (other.kind !== 'unexplained') {
      return because(['version', 'version-gated'], other);
    }
  }
  return own;
}

let known: Map<string, Case[]> | undefined;

/** Cases of one input, the newest releases first. */
function siblings(): ReadonlyMap<string, readonly Case[]> {
  if (known === undefined) {
    const all = ['prometheus-config', 'prometheus-config-versions', 'prometheus-agent-config'].flatMap(
      casesOf,
    );
    const byInput = new Map<string, Case[]>();
    for (const one of all.sort((a, b) => Number(isSupported(b.version)) - Number(isSupported(a.version)))) {
      const input = inputOf(one);
      byInput.set(input, [...(byInput.get(input) ?? []), one]);
    }
    known = byInput;
  }
  return known;
}

/** The input but for the release. */
function inputOf({ input }: Case): string {
  return JSON.stringify(sorted(deep(input, (fields) => without(fields, 'version'))));
}

/** How we and the operator fare with the same input, but for the release. */
function judgeAgainst(one: Case, { made, refusals }: Mended, expected: unknown): Outcome {
  const reasons = refusals.map(({ reason }) => reason);
  if (made.kind === 'refused') {
    // Nothing is left to explain where all that we refuse has its reason.
    return expected === null
      ? equal()
      : made.problems.length === 0
        ? covered(reasons)
        : unexplained(made.problems, expected);
  }
  if (expected === null) {
    return (one.error ?? '').includes('not found')
      ? covered(['cluster-content'])
      : one.theme === 'prometheus-agent-config' && (one.error ?? '').includes('st-storage')
        ? covered(['agent-start-timestamps'])
        : !isSupported(one.version) && (one.error ?? '').includes('only supported')
          ? covered(['version'])
          : unexplained('accepted', one.error);
  }
  const surroundings = surroundingsOf(one);
  const ours = canonical(sections(made.config as Fields));
  const theirs = canonical(sections(parse(expected as string) as Fields));
  const mended = refusals.reduce(
    (before, { difference = {} }) => ({
      ours: difference.ours?.(before.ours, surroundings) ?? before.ours,
      theirs: difference.theirs?.(before.theirs, surroundings) ?? before.theirs,
    }),
    { ours, theirs },
  );
  const result = compare(mended.ours, mended.theirs, CONFIGURATION_DIFFERENCES, surroundings);
  if (same(result.ours, result.theirs)) {
    // Steps that differ must make the same of targets.
    return onlySteps(result.reasons) && !haveSameTargets(ours, theirs)
      ? unexplained('targets', 'other targets')
      : covered([...reasons, ...result.reasons], claims(made.config));
  }
  const gated = compare(
    knownTo(one.version, PROMETHEUS_ROOT, mended.ours),
    mended.theirs,
    CONFIGURATION_DIFFERENCES,
    surroundings,
  );
  return !isSupported(one.version) && same(gated.ours, gated.theirs)
    ? covered([...reasons, ...gated.reasons, 'version-gated'])
    : unexplained(result.ours, result.theirs);
}

function surroundingsOf({ input, version }: Case): Surroundings {
  const { prometheus, prometheusAgent, secrets, scrapeConfigs } = input as Cluster;
  const { metadata, spec } = (prometheus ?? prometheusAgent)!;
  const withoutRelabelings = (scrapeConfigs ?? [])
    .filter((each) => ((each.spec.relabelings as unknown[] | null | undefined) ?? []).length === 0)
    .map(({ metadata: { namespace, name } }) => `scrapeConfig/${namespace ?? ''}/${name ?? ''}`);
  return { namespace: metadata.namespace!, secrets: secrets ?? {}, spec, version, withoutRelabelings };
}

const STEPS: readonly ReasonId[] = ['no-sharding-steps', 'sharding-steps', 'quoted-values'];

/** Whether steps of relabeling are written in another way, and none is there for another purpose. */
function onlySteps(reasons: readonly ReasonId[]): boolean {
  return STEPS.some((reason) => reasons.includes(reason)) && !reasons.includes('scrape-config-enforcement');
}

/** What the promtool of the tests is built with. */
const DISCOVERIES = [
  'kubernetes_sd_configs',
  'dns_sd_configs',
  'static_configs',
  'file_sd_configs',
  'http_sd_configs',
];

/** That the real Prometheus takes our configuration, as far as it knows its discoveries. */
function claims(config: PrometheusConfig): Claim[] {
  const { scrape_config_files: _files, rule_files: _rules, ...rest } = config;
  const known = Object.keys(Object.assign({}, ...(config.scrape_configs ?? [])) as Fields)
    .filter((field) => field.endsWith('_sd_configs'))
    .every((field) => DISCOVERIES.includes(field));
  return known ? [{ config: rest, accepted: true }] : [];
}

/** Jobs by their names: in which order Prometheus has them makes no difference. */
function sections(config: Fields): Fields {
  const jobs = [...((config.scrape_configs ?? []) as Fields[])].sort((a, b) =>
    (a.job_name as string) < (b.job_name as string) ? -1 : 1,
  );
  const { rule_files: _rules, scrape_config_files: _files, ...rest } = config;
  return { ...rest, scrape_configs: jobs };
}
