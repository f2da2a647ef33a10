import { COMPONENT_LABEL } from '../kubernetes';
import type { ServiceMonitorProps } from '../scrape';
import { compact } from '../values';
import type { TlsConfig } from '../http';
import type { ScrapedThanos } from './scraped';

/** What may be said about the scrape of a program of Thanos. */
export interface ThanosMonitorOptions {
  /** Labels of the monitor, for selectors. @default - none */
  readonly labels?: Readonly<Record<string, string>>;

  /** TLS of the scrapes, where the web server has it. @default - the system's authorities */
  readonly tlsConfig?: TlsConfig;
}

/**
 * The monitor of a program of Thanos. Its job is named after the Service, which {@link thanosAlerts} go by.
 *
 * ```ts
 * new ServiceMonitor(chart, 'thanos-query', thanosMonitor(query, { labels: { team: 'platform' } }));
 * ```
 */
export function thanosMonitor(
  { scraped }: { readonly scraped: ScrapedThanos },
  { labels, tlsConfig }: ThanosMonitorOptions = {},
): ServiceMonitorProps {
  const { service, namespace, podSelector, component, portName, scheme } = scraped;
  return compact<ServiceMonitorProps>({
    name: service,
    namespace,
    labels,
    // The component tells the Service for queries from the headless one, which has the same pods.
    selector: { matchLabels: { ...podSelector, [COMPONENT_LABEL]: component } },
    endpoints: [
      compact<ServiceMonitorProps['endpoints'][number]>({
        port: portName,
        scheme: scheme === 'https' ? scheme : undefined,
        tlsConfig: scheme === 'https' ? tlsConfig : undefined,
      }),
    ],
  });
}
