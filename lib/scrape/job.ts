import type { FileContext } from '../http';
import type { KubernetesSdConfig } from '../native/prometheus';
import type { FileAccess } from './file-access';
import type { ScrapeClass, ScrapeClassDefaults } from './scrape-class';
import type { ServiceDiscoveryRole } from './service-discovery-role';

/** What is to be known of the Prometheus that takes a scrape definition. */
export interface ScrapeContext {
  /** Where the files of references go. */
  readonly files: FileContext['files'];

  /** Namespace of the Prometheus. */
  readonly namespace: string;

  /** The interval of jobs that name none. */
  readonly scrapeInterval: string;

  /** Whose monitors may name files of the pods. */
  readonly fileAccess: FileAccess;

  /** How the targets of Services are discovered where a monitor does not say. */
  readonly serviceDiscoveryRole: ServiceDiscoveryRole;

  /** Labels of pods that all monitors copy. */
  readonly podTargetLabels: readonly string[];

  /** How discoveries of monitors and probes ask the API server, natively. */
  readonly apiserver: Partial<KubernetesSdConfig>;

  /** Those that definitions may name. */
  readonly scrapeClasses: readonly ScrapeClass[];
}

/** The same for one definition: on whose behalf references are made, and what it takes from its class. */
export interface JobContext extends Omit<ScrapeContext, 'scrapeClasses'>, FileContext {
  /** Empty where it has none. */
  readonly scrapeClass: ScrapeClassDefaults;
}
