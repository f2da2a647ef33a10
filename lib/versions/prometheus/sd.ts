import type { Fact, Section } from '../catalogue';
import { since } from '../facts';
import { old, section } from './old';

/** The list of one kind of discovery, whose section has the name that upstream's documentation gives it. */
function discovery(kind: string, fact: Fact = old): Fact {
  return section(`${kind}_sd_config`, fact);
}

/**
 * Where targets come from, for spreading: scrape configurations and Alertmanagers have the same.
 *
 * `ecs`, `elasticache`, `msk` and `rds` are documented only as roles of `aws`, but upstream's parser takes a
 * list for every discovery that is compiled in.
 */
export const serviceDiscovery = {
  static_configs: section('static_config'),
  aws_sd_configs: discovery('aws', since('3.8', '#17406')),
  azure_sd_configs: discovery('azure'),
  consul_sd_configs: discovery('consul'),
  digitalocean_sd_configs: discovery('digitalocean'),
  dns_sd_configs: discovery('dns'),
  docker_sd_configs: discovery('docker'),
  dockerswarm_sd_configs: discovery('dockerswarm'),
  ec2_sd_configs: discovery('ec2'),
  ecs_sd_configs: discovery('ecs', since('3.8', '#17406')),
  elasticache_sd_configs: discovery('elasticache', since('3.11', '#18099')),
  eureka_sd_configs: discovery('eureka'),
  file_sd_configs: discovery('file'),
  gce_sd_configs: discovery('gce'),
  hetzner_sd_configs: discovery('hetzner'),
  http_sd_configs: discovery('http'),
  ionos_sd_configs: discovery('ionos'),
  kubernetes_sd_configs: discovery('kubernetes'),
  kuma_sd_configs: discovery('kuma'),
  lightsail_sd_configs: discovery('lightsail'),
  linode_sd_configs: discovery('linode'),
  marathon_sd_configs: discovery('marathon'),
  msk_sd_configs: discovery('msk', since('3.10', '#17600')),
  nerve_sd_configs: discovery('nerve'),
  nomad_sd_configs: discovery('nomad'),
  oci_sd_configs: discovery('oci', since('3.14', '#18919')),
  openstack_sd_configs: discovery('openstack'),
  outscale_sd_configs: discovery('outscale', since('3.12', '#18139')),
  ovhcloud_sd_configs: discovery('ovhcloud'),
  puppetdb_sd_configs: discovery('puppetdb'),
  rds_sd_configs: discovery('rds', since('3.11', '#18206')),
  scaleway_sd_configs: discovery('scaleway'),
  serverset_sd_configs: discovery('serverset'),
  stackit_sd_configs: discovery('stackit', since('3.5', '#16401')),
  triton_sd_configs: discovery('triton'),
  uyuni_sd_configs: discovery('uyuni'),
  vultr_sd_configs: discovery('vultr'),
} satisfies Section;
