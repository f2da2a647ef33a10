import { generateSchemas } from './generate';
import { reachable, simplify } from './simplify';

/** The props that constructs take. */
const ROOTS = [
  'AlertmanagerConfigProps',
  'AlertmanagerProps',
  'AlertmanagerRolloutProps',
  'FederationProps',
  'GrafanaDashboardProps',
  'GrafanaProps',
  'GrafanaProvisioningProps',
  'PodMonitorProps',
  'ProbeProps',
  'PrometheusAgentProps',
  'PrometheusProps',
  'PrometheusRuleProps',
  'RoutingProps',
  'ScrapeConfigProps',
  'ServiceMonitorProps',
  'ThanosCompactorProps',
  'ThanosQueryFrontendProps',
  'ThanosQueryProps',
  'ThanosRulerProps',
  'ThanosStoreProps',
];

/** Where the library reads them. */
export const SHAPES_FILE = 'lib/shapes/shapes.json';

/** The text of that file: the shapes of all props, made from their types. */
export function shapesText(): string {
  const definitions = reachable(simplify(generateSchemas(ROOTS)), ROOTS);
  return `${JSON.stringify({ definitions }, undefined, 1)}\n`;
}
