import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { old, section } from './old';
import { httpClient } from './http-client';

/** Discovery that needs no particular platform, and Kubernetes. */
export const genericDiscoverySections = {
  static_config: each(old, 'targets', 'labels'),
  file_sd_config: each(old, 'files', 'refresh_interval'),
  http_sd_config: {
    ...each(old, 'url', 'refresh_interval'),
    ...httpClient,
  },
  dns_sd_config: each(old, 'names', 'type', 'port', 'refresh_interval'),
  filter: each(old, 'name', 'values'),

  kubernetes_sd_config: {
    ...each(old, 'role', 'api_server', 'kubeconfig_file'),
    namespaces: section('kubernetes_namespaces'),
    selectors: section('kubernetes_selector'),
    attach_metadata: section('kubernetes_attach_metadata'),
    ...httpClient,
  },
  kubernetes_namespaces: each(old, 'own_namespace', 'names'),
  kubernetes_selector: each(old, 'role', 'label', 'field'),
  kubernetes_attach_metadata: {
    node: old,
    namespace: since('3.6', '#16831'),
    ...each(since('3.11', '#17774'), 'deployment', 'job', 'cronjob'),
  },
} satisfies Catalogue;
