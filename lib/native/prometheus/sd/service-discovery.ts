import type { AwsSdConfig } from './aws';
import type { AwsClusterSdConfig, RdsSdConfig } from './aws-clusters';
import type { AzureSdConfig } from './azure';
import type { ConsulSdConfig } from './consul';
import type { DigitaloceanSdConfig } from './digitalocean';
import type { DnsSdConfig } from './dns';
import type { DockerSdConfig } from './docker';
import type { DockerswarmSdConfig } from './dockerswarm';
import type { Ec2SdConfig } from './ec2';
import type { EurekaSdConfig } from './eureka';
import type { FileSdConfig } from './file';
import type { GceSdConfig } from './gce';
import type { HetznerSdConfig } from './hetzner';
import type { HttpSdConfig } from './http';
import type { IonosSdConfig } from './ionos';
import type { KubernetesSdConfig } from './kubernetes';
import type { KumaSdConfig } from './kuma';
import type { LightsailSdConfig } from './lightsail';
import type { LinodeSdConfig } from './linode';
import type { MarathonSdConfig } from './marathon';
import type { NerveSdConfig } from './nerve';
import type { NomadSdConfig } from './nomad';
import type { OciSdConfig } from './oci';
import type { OpenstackSdConfig } from './openstack';
import type { OutscaleSdConfig } from './outscale';
import type { OvhcloudSdConfig } from './ovhcloud';
import type { PuppetdbSdConfig } from './puppetdb';
import type { ScalewaySdConfig } from './scaleway';
import type { ServersetSdConfig } from './serverset';
import type { StackitSdConfig } from './stackit';
import type { StaticConfig } from './static';
import type { TritonSdConfig } from './triton';
import type { UyuniSdConfig } from './uyuni';
import type { VultrSdConfig } from './vultr';

/**
 * Where targets come from: the part that scrape configurations and Alertmanagers share
 * (`configuration.md#scrape_config`). All that is discovered adds up.
 */
export interface ServiceDiscoveryConfigs {
  /** Targets that are written down. */
  readonly static_configs?: readonly StaticConfig[];

  /** Targets from services of AWS. */
  readonly aws_sd_configs?: readonly AwsSdConfig[];

  /** Targets from virtual machines of Azure. */
  readonly azure_sd_configs?: readonly AzureSdConfig[];

  /** Targets from Consul. */
  readonly consul_sd_configs?: readonly ConsulSdConfig[];

  /** Targets from DigitalOcean. */
  readonly digitalocean_sd_configs?: readonly DigitaloceanSdConfig[];

  /** Targets from DNS. */
  readonly dns_sd_configs?: readonly DnsSdConfig[];

  /** Targets from containers of a Docker host. */
  readonly docker_sd_configs?: readonly DockerSdConfig[];

  /** Targets from Docker Swarm. */
  readonly dockerswarm_sd_configs?: readonly DockerswarmSdConfig[];

  /** Targets from EC2. */
  readonly ec2_sd_configs?: readonly Ec2SdConfig[];

  /** Targets from ECS; better `aws_sd_configs` with the role `ecs`. */
  readonly ecs_sd_configs?: readonly AwsClusterSdConfig[];

  /** Targets from ElastiCache; better `aws_sd_configs` with the role `elasticache`. */
  readonly elasticache_sd_configs?: readonly AwsClusterSdConfig[];

  /** Targets from Eureka. */
  readonly eureka_sd_configs?: readonly EurekaSdConfig[];

  /** Targets from files. */
  readonly file_sd_configs?: readonly FileSdConfig[];

  /** Targets from Google Compute Engine. */
  readonly gce_sd_configs?: readonly GceSdConfig[];

  /** Targets from Hetzner. */
  readonly hetzner_sd_configs?: readonly HetznerSdConfig[];

  /** Targets from an HTTP endpoint. */
  readonly http_sd_configs?: readonly HttpSdConfig[];

  /** Targets from IONOS Cloud. */
  readonly ionos_sd_configs?: readonly IonosSdConfig[];

  /** Targets from the API of Kubernetes. */
  readonly kubernetes_sd_configs?: readonly KubernetesSdConfig[];

  /** Targets from Kuma. */
  readonly kuma_sd_configs?: readonly KumaSdConfig[];

  /** Targets from AWS Lightsail. */
  readonly lightsail_sd_configs?: readonly LightsailSdConfig[];

  /** Targets from Linode. */
  readonly linode_sd_configs?: readonly LinodeSdConfig[];

  /** Targets from Marathon. */
  readonly marathon_sd_configs?: readonly MarathonSdConfig[];

  /** Targets from MSK; better `aws_sd_configs` with the role `msk`. */
  readonly msk_sd_configs?: readonly AwsClusterSdConfig[];

  /** Targets from Nerve. */
  readonly nerve_sd_configs?: readonly NerveSdConfig[];

  /** Targets from Nomad. */
  readonly nomad_sd_configs?: readonly NomadSdConfig[];

  /** Targets from Oracle Cloud Infrastructure. */
  readonly oci_sd_configs?: readonly OciSdConfig[];

  /** Targets from OpenStack. */
  readonly openstack_sd_configs?: readonly OpenstackSdConfig[];

  /** Targets from Outscale. */
  readonly outscale_sd_configs?: readonly OutscaleSdConfig[];

  /** Targets from OVHcloud. */
  readonly ovhcloud_sd_configs?: readonly OvhcloudSdConfig[];

  /** Targets from PuppetDB. */
  readonly puppetdb_sd_configs?: readonly PuppetdbSdConfig[];

  /** Targets from RDS; better `aws_sd_configs` with the role `rds`. */
  readonly rds_sd_configs?: readonly RdsSdConfig[];

  /** Targets from Scaleway. */
  readonly scaleway_sd_configs?: readonly ScalewaySdConfig[];

  /** Targets from serversets in ZooKeeper. */
  readonly serverset_sd_configs?: readonly ServersetSdConfig[];

  /** Targets from STACKIT. */
  readonly stackit_sd_configs?: readonly StackitSdConfig[];

  /** Targets from Triton. */
  readonly triton_sd_configs?: readonly TritonSdConfig[];

  /** Targets from Uyuni. */
  readonly uyuni_sd_configs?: readonly UyuniSdConfig[];

  /** Targets from Vultr. */
  readonly vultr_sd_configs?: readonly VultrSdConfig[];
}
