import type { Rules } from './fields';
import { refused, verbatim, word } from './rules';
import { COMMON } from './client';

export const SERVICE_MONITOR: Rules = {
  ...COMMON,
};

export const POD_MONITOR: Rules = {
  ...COMMON,
};

export const PROBE: Rules = {
  ...COMMON,
  'targets.ingress.selector': verbatim,
};

export const SCRAPE_CONFIG: Rules = {
  ...COMMON,
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
