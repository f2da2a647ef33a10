import type { FileContext } from '../../http';
import type { ServiceDiscoveryConfigs } from '../../native/prometheus';
import type { Where } from '../../problems';
import { staticTargets } from './static';
import { azure } from './azure';
import { consul } from './consul';
import { digitalOcean } from './digital-ocean';
import { dns } from './dns';
import { docker } from './docker';
import { dockerSwarm } from './docker-swarm';
import { ec2 } from './ec2';
import { eureka } from './eureka';
import { file } from './file';
import { gce } from './gce';
import { hetzner } from './hetzner';
import { http } from './http';
import { ionos } from './ionos';
import { kubernetes } from './kubernetes';
import { kuma } from './kuma';
import { lightSail } from './light-sail';
import { linode } from './linode';
import { nomad } from './nomad';
import { openstack } from './openstack';
import { ovhcloud } from './ovhcloud';
import { puppetDB } from './puppet-db';
import { scaleway } from './scaleway';
import type { Discovery } from './discovery';
import type { DiscoveryProps } from './kinds';

/** A kind of discovery in its place: the prop that lists it, and the native field that the list becomes. */
interface Listed {
  readonly prop: keyof DiscoveryProps;
  check(where: Where, props: DiscoveryProps): void;
  render(where: Where, props: DiscoveryProps, context: FileContext): ServiceDiscoveryConfigs;
}

type ItemOf<T, Field extends keyof T> =
  NonNullable<T[Field]> extends ReadonlyArray<infer Item> ? Item : never;

function listed<Prop extends keyof DiscoveryProps, Field extends keyof ServiceDiscoveryConfigs>(
  prop: Prop,
  field: Field,
  discovery: Discovery<ItemOf<DiscoveryProps, Prop>, ItemOf<ServiceDiscoveryConfigs, Field>>,
): Listed {
  const items = (props: DiscoveryProps) =>
    props[prop] as ReadonlyArray<ItemOf<DiscoveryProps, Prop>> | undefined;
  return {
    prop,
    check(where, props) {
      items(props)?.forEach((item, index) => {
        discovery.check(where.at(prop, index), item);
      });
    },
    render: (where, props, context) =>
      items(props) === undefined
        ? {}
        : {
            [field]: items(props)?.map((item, index) =>
              discovery.render(where.at(prop, index), item, context),
            ),
          },
  };
}

const KINDS: readonly Listed[] = [
  listed('staticConfigs', 'static_configs', staticTargets),
  listed('azureSDConfigs', 'azure_sd_configs', azure),
  listed('consulSDConfigs', 'consul_sd_configs', consul),
  listed('digitalOceanSDConfigs', 'digitalocean_sd_configs', digitalOcean),
  listed('dnsSDConfigs', 'dns_sd_configs', dns),
  listed('dockerSDConfigs', 'docker_sd_configs', docker),
  listed('dockerSwarmSDConfigs', 'dockerswarm_sd_configs', dockerSwarm),
  listed('ec2SDConfigs', 'ec2_sd_configs', ec2),
  listed('eurekaSDConfigs', 'eureka_sd_configs', eureka),
  listed('fileSDConfigs', 'file_sd_configs', file),
  listed('gceSDConfigs', 'gce_sd_configs', gce),
  listed('hetznerSDConfigs', 'hetzner_sd_configs', hetzner),
  listed('httpSDConfigs', 'http_sd_configs', http),
  listed('ionosSDConfigs', 'ionos_sd_configs', ionos),
  listed('kubernetesSDConfigs', 'kubernetes_sd_configs', kubernetes),
  listed('kumaSDConfigs', 'kuma_sd_configs', kuma),
  listed('lightSailSDConfigs', 'lightsail_sd_configs', lightSail),
  listed('linodeSDConfigs', 'linode_sd_configs', linode),
  listed('nomadSDConfigs', 'nomad_sd_configs', nomad),
  listed('openstackSDConfigs', 'openstack_sd_configs', openstack),
  listed('ovhcloudSDConfigs', 'ovhcloud_sd_configs', ovhcloud),
  listed('puppetDBSDConfigs', 'puppetdb_sd_configs', puppetDB),
  listed('scalewaySDConfigs', 'scaleway_sd_configs', scaleway),
];

/** Reports what Prometheus would refuse of the discoveries, and that there are none. */
export function checkDiscoveries(where: Where, props: DiscoveryProps): void {
  if (KINDS.every(({ prop }) => (props[prop] ?? []).length === 0)) {
    where.error({
      code: 'incomplete',
      complaint: 'has no targets',
      remedy: 'Set `staticConfigs`, `kubernetesSDConfigs` or another of the discoveries.',
    });
  }
  for (const kind of KINDS) {
    kind.check(where, props);
  }
}

/** The native form of all discoveries. */
export function renderDiscoveries(
  where: Where,
  props: DiscoveryProps,
  context: FileContext,
): ServiceDiscoveryConfigs {
  return KINDS.reduce<ServiceDiscoveryConfigs>(
    (fields, kind) => ({ ...fields, ...kind.render(where, props, context) }),
    {},
  );
}
