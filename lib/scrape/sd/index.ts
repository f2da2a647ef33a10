export type { AzureSDConfig } from './azure';
export type { ConsulSDConfig } from './consul';
export type { DigitalOceanSDConfig } from './digital-ocean';
export type { DnsSDConfig } from './dns';
export type { DockerSDConfig } from './docker';
export type { DockerSwarmSDConfig } from './docker-swarm';
export type { EC2SDConfig } from './ec2';
export type { EurekaSDConfig } from './eureka';
export type { FileSDConfig } from './file';
export type { GCESDConfig } from './gce';
export type { HetznerSDConfig } from './hetzner';
export type { HttpSDConfig } from './http';
export type { IonosSDConfig } from './ionos';
export type { KumaSDConfig } from './kuma';
export type { LightSailSDConfig } from './light-sail';
export type { LinodeSDConfig } from './linode';
export type { NomadSDConfig } from './nomad';
export type { OVHCloudSDConfig } from './ovhcloud';
export type { OpenStackSDConfig } from './openstack';
export type { PuppetDBSDConfig } from './puppet-db';
export type { ScalewaySDConfig } from './scaleway';
export type { StaticConfig } from './static';
export {
  type KubernetesSDConfig,
  type KubernetesSDNamespaces,
  type KubernetesSDRole,
  type KubernetesSDSelector,
} from './kubernetes';
export type { DiscoveryClient, SigningClient, TokenClient } from './http-client';
export type { AwsKeys } from './aws-keys';
export type { SDFilter } from './filter';
export type { DiscoveryProps } from './kinds';
export { checkDiscoveries, renderDiscoveries } from './registry';
