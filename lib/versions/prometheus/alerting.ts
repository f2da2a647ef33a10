import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { old, section } from './old';
import { httpClient } from './http-client';
import { serviceDiscovery } from './sd';

export const alertingSections = {
  alerting: {
    alert_relabel_configs: section('relabel_config'),
    alertmanagers: section('alertmanager_config'),
  },
  alertmanager_config: {
    ...each(old, 'timeout', 'api_version', 'path_prefix', 'scheme'),
    sigv4: section('sigv4', since('2.48', '#12774')),
    relabel_configs: section('relabel_config'),
    alert_relabel_configs: section('relabel_config', since('2.51', '#12551')),
    ...httpClient,
    ...serviceDiscovery,
  },
} satisfies Catalogue;
