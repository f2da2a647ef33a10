import { parse } from 'yaml';
import { isOverflow, planSlots, type Manifest } from '../../../lib/kubernetes';
import { RULE_FILE_ROOT } from '../../../lib/versions';
import { make } from '../app';
import { type Cluster, type CustomResource } from '../cluster';
import type { Case, Fields } from '../corpus';
import { covered, equal, unexplained, type Outcome } from '../outcome';
import type { Theme } from '../theme';
import { deep, mapFields, same, without } from '../walk';
import { because, isSupported, knownTo, atSupported } from '../versions';
import { judgeVerdict } from './verdicts';

/** Whether rules are valid. */
export const RULE_VERDICTS: Theme = {
  names: ['verdict-rule'],
  judge: (one) => {
    const { spec, nameValidationScheme, parserOptions } = one.input as {
      readonly spec: Fields;
      readonly nameValidationScheme: 'legacy' | 'utf8';
      readonly parserOptions: Fields;
    };
    return judgeVerdict(one, {
      prometheus: {
        metadata: {},
        spec: {
          ...(nameValidationScheme === 'legacy' ? { nameValidationScheme: 'Legacy' } : {}),
          ...(parserOptions.enableExperimentalFunctions === true
            ? { enableFeatures: ['promql-experimental-functions'] }
            : {}),
        },
      },
      prometheusRules: [{ metadata: {}, spec }],
    });
  },
};

/** Rule files. */
export const RULE_FILES: Theme = { names: ['rule-file', 'kube-prometheus-rule-file'], judge: judgeFile };

function judgeFile(one: Case): Outcome {
  const { prometheusRule, ruleFormat } = one.input as {
    readonly prometheusRule: CustomResource;
    readonly ruleFormat: string;
  };
  const cluster: Cluster = {
    prometheus: { metadata: {}, spec: {} },
    prometheusRules: [prometheusRule],
  };
  if (ruleFormat === 'thanos') {
    return judgeRulerFile(one, cluster);
  }
  const verdict = judgeVerdict({ ...one, expected: { accepted: one.expected !== null } }, cluster);
  const made = make(atSupported(one, cluster));
  if (made.kind === 'refused' || one.expected === null) {
    return verdict;
  }
  const ours = { groups: byName(groupsIn(made.manifests)) };
  const theirs = { groups: byName((parse(one.expected as string) as typeof ours).groups) };
  if (same(ours, theirs)) {
    return isSupported(one.version) ? equal() : because(['version'], equal());
  }
  const filled = deep(theirs, (fields) =>
    mapFields(fields, (_, value) => (value === '' ? undefined : value)),
  );
  if (same(ours, filled)) {
    return covered(['empty-duration']);
  }
  const known = knownTo(one.version ?? '3.13.2', RULE_FILE_ROOT, ours);
  return !isSupported(one.version) && same(known, theirs)
    ? covered(['version', 'version-gated'])
    : unexplained(ours, theirs);
}

function groupsIn(manifests: readonly Manifest[]): Fields[] {
  return manifests
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && /-rulefiles-\d+$/.test(metadata.name))
    .flatMap(({ data }) => Object.values(data as Record<string, string>))
    .flatMap((text) => (parse(text) as { readonly groups: Fields[] }).groups);
}

/** Of groups and rules, what the operator leaves out for older releases of Thanos. */
const NEWER = ['limit', 'keep_firing_for', 'query_offset', 'labels'];

/** The same for a Ruler: what its rules say is what they would say to a Prometheus. */
function judgeRulerFile(one: Case, cluster: Cluster): Outcome {
  const made = make(atSupported(one, cluster));
  if (made.kind === 'refused' || one.expected === null) {
    return made.kind === 'refused' && one.expected === null
      ? equal()
      : unexplained(made.kind === 'refused' ? made.problems : 'accepted', one.expected ?? one.error);
  }
  const theirs = (parse(one.expected as string) as { readonly groups: readonly Fields[] }).groups;
  const isPartial = theirs.some((group) => 'partial_response_strategy' in group);
  const plain = { groups: byName(theirs.map((group) => without(group, 'partial_response_strategy'))) };
  const ours = { groups: byName(groupsIn(made.manifests)) };
  if (same(ours, plain)) {
    return isPartial ? covered(['partial-response']) : equal();
  }
  const older = deep(ours, (fields) => NEWER.reduce<Fields>((rest, field) => without(rest, field), fields));
  return same(older, plain) ? covered(['thanos-version']) : unexplained(ours, plain);
}

/** Prometheus evaluates each group by itself: their order says nothing. */
function byName(groups: readonly Fields[]): Fields[] {
  return [...groups].sort((a, b) => ((a.name as string) < (b.name as string) ? -1 : 1));
}

/** How rule files are spread over ConfigMaps. */
export const RULE_CONFIG_MAPS: Theme = {
  names: ['rule-configmaps'],
  judge: (one) => {
    const { ruleFiles } = one.input as { readonly ruleFiles: Readonly<Record<string, string>> };
    const plan = planSlots(Object.entries(ruleFiles).map(([key, text]) => ({ key, text })));
    if (isOverflow(plan)) {
      return covered(['slots', 'large-rule-file']);
    }
    const theirs = (one.expected as ReadonlyArray<{ readonly data?: Fields }>).flatMap(({ data = {} }) =>
      Object.entries(data),
    );
    const ours = plan.slots.flatMap((slot) =>
      Object.entries(slot).map(([key, text]) => [key.replace(/^\d+\./, ''), text]),
    );
    return same(ours, theirs) ? covered(['slots']) : unexplained(ours, theirs);
  },
};
