import type { Rules } from './fields';
import { refused, unless, verbatim, word } from './rules';
import { COMMON } from './client';

/** Of an endpoint: what is the default of ours as well is not said again. */
function endpoint(list: string): Rules {
  return {
    [`${list}[].scheme`]: unless('http', word),
    [`${list}[].path`]: unless('/metrics'),
    [`${list}[].honorLabels`]: unless(false),
    [`${list}[].filterRunning`]: unless(true),
  };
}

export const SERVICE_MONITOR: Rules = {
  ...COMMON,
  ...endpoint('endpoints'),
  selectorMechanism: unless('RelabelConfig'),
};

export const POD_MONITOR: Rules = {
  ...COMMON,
  ...endpoint('podMetricsEndpoints'),
  selectorMechanism: unless('RelabelConfig'),
};

export const PROBE: Rules = {
  ...COMMON,
  'prober.path': unless('/probe'),
  'prober.scheme': unless('http', word),
  'targets.ingress.selector': verbatim,
};

export const SCRAPE_CONFIG: Rules = {
  ...COMMON,
  scheme: unless('http', word),
  metricsPath: unless('/metrics'),
  honorLabels: unless(false),
  'hetznerSDConfigs[].role': word,
  ...refused(
    'azureSDConfigs[].clientSecret',
    'ec2SDConfigs[].accessKey',
    'ec2SDConfigs[].secretKey',
    'lightSailSDConfigs[].accessKey',
    'lightSailSDConfigs[].secretKey',
    'openstackSDConfigs[].password',
    'openstackSDConfigs[].applicationCredentialSecret',
    'ovhcloudSDConfigs[].applicationSecret',
    'ovhcloudSDConfigs[].consumerKey',
  ),
};
