import type { ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { describeResource, type Resource, type World } from '../synthesis';
import { checkPodMonitorAgainst, checkServiceMonitorAgainst } from './against-app';
import { denyFiles, mayNameFiles } from './file-access';
import type { JobContext, ScrapeContext } from './job';
import type { PodMonitorProps } from './pod-monitor';
import { compilePodMonitor } from './pod-monitor-jobs';
import type { ProbeProps } from './probe';
import { compileProbe } from './probe-jobs';
import type { ScrapeConfigProps } from './scrape-config';
import { compileScrapeConfig } from './scrape-config-jobs';
import type { Classified } from './scrape-class';
import { classOf } from './scrape-class-check';
import type { ServiceMonitorProps } from './service-monitor';
import { compileServiceMonitor } from './service-monitor-jobs';

/**
 * The jobs of a selected resource for one Prometheus. What it reports belongs to that Prometheus, with the
 * resource named beside it.
 */
export function compileScrape(
  where: Where,
  resource: Resource,
  world: World,
  { scrapeClasses, ...context }: ScrapeContext,
): ScrapeConfig[] {
  const about = where.about(describeResource(resource));
  // A team's missing Secret must not keep the Prometheus of everybody from starting.
  const referrer = { namespace: resource.namespace, optional: true };
  const inside: JobContext = {
    ...context,
    referrer,
    scrapeClass: classOf(about, (resource.spec as Classified).scrapeClass, scrapeClasses),
  };
  if (!mayNameFiles(context.fileAccess, resource.namespace, context.namespace)) {
    denyFiles(about, resource.spec);
  }
  switch (resource.kind) {
    case 'ServiceMonitor': {
      const monitor = resource as Resource<ServiceMonitorProps>;
      checkServiceMonitorAgainst(about, monitor, world);
      return compileServiceMonitor(about, monitor, inside);
    }
    case 'PodMonitor': {
      const monitor = resource as Resource<PodMonitorProps>;
      checkPodMonitorAgainst(about, monitor, world);
      return compilePodMonitor(about, monitor, inside);
    }
    case 'Probe':
      return [compileProbe(about, resource as Resource<ProbeProps>, inside)];
    case 'ScrapeConfig':
      return [compileScrapeConfig(about, resource as Resource<ScrapeConfigProps>, inside)];
    case 'PrometheusRule':
    case 'AlertmanagerConfig':
    case 'GrafanaDashboard':
    case 'Federation':
    case 'RemoteWrite':
    case 'Routing':
      return [];
  }
}
