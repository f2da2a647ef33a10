import type { FileContext } from '../http';
import type { FileAccess } from './file-access';
import type { KubernetesRole, ScrapeConfig } from '../native/prometheus';
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

  /** Those that definitions may name. */
  readonly scrapeClasses: readonly ScrapeClass[];
}

/** The same for one definition: on whose behalf references are made, and what it takes from its class. */
export interface JobContext extends Omit<ScrapeContext, 'scrapeClasses'>, FileContext {
  /** Empty where it has none. */
  readonly scrapeClass: ScrapeClassDefaults;
}

/** Objects that Prometheus watches to find targets. */
export interface DiscoveryNeed {
  readonly role: KubernetesRole;
  readonly namespaces: readonly string[] | 'all';

  /** Whether nodes are read as well, for their labels. */
  readonly nodes: boolean;

  /** Whether namespaces are read as well, for their labels. */
  readonly namespaceMetadata: boolean;
}

/** A path that is fetched with the token of Prometheus's own ServiceAccount. */
export interface TokenNeed {
  readonly path: string;

  /** Whether the targets are kubelets, which ask for the right to `nodes/metrics`. */
  readonly kubelet: boolean;
}

/** One scrape definition, compiled: the jobs, and what Prometheus must be allowed for them. */
export interface CompiledScrape {
  readonly jobs: readonly ScrapeConfig[];
  readonly discovery: readonly DiscoveryNeed[];
  readonly tokens: readonly TokenNeed[];
}
