import { renderHttpClient } from '../http';
import type { RelabelConfig, ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { Resource } from '../synthesis';
import { compact } from '../values';
import { checkInheritedInterval, renderFormat, renderLimits } from './common-jobs';
import type { MonitorClient } from './common-props';
import { inheritClient, inheritFormat, metricSteps } from './inherit';
import type { JobContext } from './job';
import type { ProbeIngress, ProbeProps, ProbeStaticConfig } from './probe';
import { renderRelabelings } from './relabeling';
import { selectedNamespaces } from './selector';
import * as steps from './steps';

/** The job of a Probe. */
export function compileProbe(
  where: Where,
  { name, namespace, spec }: Resource<ProbeProps>,
  context: JobContext,
): ScrapeConfig {
  const { prober, targets } = spec;
  const { proxyUrl, noProxy, proxyFromEnvironment } = prober;
  checkInheritedInterval(where, spec.interval, spec.scrapeTimeout, context);
  const client = inheritClient(
    where,
    compact<MonitorClient>({ ...spec, proxyUrl, noProxy, proxyFromEnvironment }),
    context,
  );
  return compact<ScrapeConfig>({
    job_name: `probe/${namespace}/${name}`,
    ...(targets.staticConfig === undefined
      ? discoverIngresses(targets.ingress, namespace, context)
      : staticTargets(targets.staticConfig, namespace)),
    scrape_interval: spec.interval,
    scrape_timeout: spec.scrapeTimeout,
    scheme: prober.scheme,
    metrics_path: prober.path ?? '/probe',
    params: parameters(spec),
    honor_timestamps: true,
    ...renderHttpClient(where, client, context),
    ...renderLimits(spec),
    ...renderFormat(inheritFormat(spec, context)),
    relabel_configs: [
      steps.rememberJobName,
      ...(spec.jobName === undefined ? [] : [steps.set('job', spec.jobName)]),
      ...(targets.staticConfig === undefined
        ? ingressSteps(targets.ingress)
        : [steps.copy('__address__', '__param_target')]),
      steps.copy('__param_target', 'instance'),
      steps.set('__address__', prober.url),
      ...renderRelabelings(context.scrapeClass.relabelings),
      ...renderRelabelings((targets.staticConfig ?? targets.ingress).relabelingConfigs),
    ],
    metric_relabel_configs: metricSteps(spec.metricRelabelings, context),
  });
}

type TargetFields = Pick<ScrapeConfig, 'static_configs' | 'kubernetes_sd_configs'>;

function staticTargets(config: ProbeStaticConfig, namespace: string): TargetFields {
  return { static_configs: [{ targets: config.static, labels: { namespace, ...config.labels } }] };
}

function discoverIngresses(ingress: ProbeIngress, own: string, { apiserver }: JobContext): TargetFields {
  const namespaces = selectedNamespaces(ingress.namespaceSelector, own);
  return {
    kubernetes_sd_configs: [
      compact({
        role: 'ingress' as const,
        ...apiserver,
        namespaces: namespaces === 'all' ? undefined : { names: namespaces },
      }),
    ],
  };
}

function ingressSteps(ingress: ProbeIngress): RelabelConfig[] {
  return [
    ...steps.keepSelected('ingress', ingress.selector ?? {}),
    {
      source_labels: ['__meta_kubernetes_ingress_scheme', '__address__', '__meta_kubernetes_ingress_path'],
      separator: ';',
      regex: '(.+);(.+);(.+)',
      replacement: '${1}://${2}${3}',
      target_label: '__param_target',
    },
    steps.copy('__meta_kubernetes_namespace', 'namespace'),
    steps.copy('__meta_kubernetes_ingress_name', 'ingress'),
    steps.copy('__address__', '__tmp_ingress_address'),
  ];
}

/** A parameter `module` beside the field `module` is an error, so nothing is overwritten here. */
function parameters({ module, params = [] }: ProbeProps): Record<string, readonly string[]> | undefined {
  const entries = params.map(({ name, values }) => [name, values] as const);
  const all = module === undefined ? entries : [['module', [module]] as const, ...entries];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}
