import type { StaticConfig } from './static';
import type { AzureSDConfig } from './azure';
import type { ConsulSDConfig } from './consul';
import type { DigitalOceanSDConfig } from './digital-ocean';
import type { DnsSDConfig } from './dns';
import type { DockerSDConfig } from './docker';
import type { DockerSwarmSDConfig } from './docker-swarm';
import type { EC2SDConfig } from './ec2';
import type { EurekaSDConfig } from './eureka';
import type { FileSDConfig } from './file';
import type { GCESDConfig } from './gce';
import type { HetznerSDConfig } from './hetzner';
import type { HttpSDConfig } from './http';
import type { IonosSDConfig } from './ionos';
import type { KubernetesSDConfig } from './kubernetes';
import type { KumaSDConfig } from './kuma';
import type { LightSailSDConfig } from './light-sail';
import type { LinodeSDConfig } from './linode';
import type { NomadSDConfig } from './nomad';
import type { OpenStackSDConfig } from './openstack';
import type { OVHCloudSDConfig } from './ovhcloud';
import type { PuppetDBSDConfig } from './puppet-db';
import type { ScalewaySDConfig } from './scaleway';

/** One discovery of each kind, by the prop that lists them. */
interface Kinds {
  readonly staticConfigs: StaticConfig;
  readonly azureSDConfigs: AzureSDConfig;
  readonly consulSDConfigs: ConsulSDConfig;
  readonly digitalOceanSDConfigs: DigitalOceanSDConfig;
  readonly dnsSDConfigs: DnsSDConfig;
  readonly dockerSDConfigs: DockerSDConfig;
  readonly dockerSwarmSDConfigs: DockerSwarmSDConfig;
  readonly ec2SDConfigs: EC2SDConfig;
  readonly eurekaSDConfigs: EurekaSDConfig;
  readonly fileSDConfigs: FileSDConfig;
  readonly gceSDConfigs: GCESDConfig;
  readonly hetznerSDConfigs: HetznerSDConfig;
  readonly httpSDConfigs: HttpSDConfig;
  readonly ionosSDConfigs: IonosSDConfig;
  readonly kubernetesSDConfigs: KubernetesSDConfig;
  readonly kumaSDConfigs: KumaSDConfig;
  readonly lightSailSDConfigs: LightSailSDConfig;
  readonly linodeSDConfigs: LinodeSDConfig;
  readonly nomadSDConfigs: NomadSDConfig;
  readonly openstackSDConfigs: OpenStackSDConfig;
  readonly ovhcloudSDConfigs: OVHCloudSDConfig;
  readonly puppetDBSDConfigs: PuppetDBSDConfig;
  readonly scalewaySDConfigs: ScalewaySDConfig;
}

/** Where targets come from: any number of each kind, at least one in all. */
export type DiscoveryProps = { readonly [Prop in keyof Kinds]?: ReadonlyArray<Kinds[Prop]> };
