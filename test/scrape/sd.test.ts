import { configMapKey, secretKey } from '../../lib/references';
import { ScrapeConfig, type DiscoveryProps, type ScrapeConfigProps } from '../../lib/scrape';
import { errors, problems, synth, takesAll, type Build } from '../prometheus/monitoring';

function build(props: ScrapeConfigProps): Build {
  return (chart) => {
    takesAll(chart);
    new ScrapeConfig(chart, 'edge', props);
  };
}

const SECRETS = '/etc/prometheus/secrets';
const token = { authorization: { credentials: secretKey('api', 'token') } };
const sentToken = { authorization: { credentials_file: `${SECRETS}/api/token` } };

/** A discovery of each kind, and what becomes of it. Those of files, HTTP, DNS and addresses have tests of their own. */
const KINDS: ReadonlyArray<readonly [DiscoveryProps, string, object]> = [
  [
    {
      azureSDConfigs: [
        {
          subscriptionID: 's',
          authenticationMethod: 'WorkloadIdentity',
          tenantID: 't',
          clientID: 'c',
          port: 9100,
        },
      ],
    },
    'azure_sd_configs',
    {
      subscription_id: 's',
      authentication_method: 'WorkloadIdentity',
      tenant_id: 't',
      client_id: 'c',
      port: 9100,
    },
  ],
  [
    { consulSDConfigs: [{ server: 'consul:8500', tokenRef: secretKey('api', 'token'), healthFilter: 'x' }] },
    'consul_sd_configs',
    { server: 'consul:8500', health_filter: 'x', ...sentToken },
  ],
  [
    { digitalOceanSDConfigs: [{ ...token, port: 9100, enableHTTP2: false }] },
    'digitalocean_sd_configs',
    { ...sentToken, port: 9100, enable_http2: false },
  ],
  [
    {
      dockerSDConfigs: [
        {
          host: 'unix:///var/run/docker.sock',
          filters: [{ name: 'label', values: ['a'] }],
          matchFirstNetwork: false,
        },
      ],
    },
    'docker_sd_configs',
    {
      host: 'unix:///var/run/docker.sock',
      filters: [{ name: 'label', values: ['a'] }],
      match_first_network: false,
    },
  ],
  [
    { dockerSwarmSDConfigs: [{ host: 'tcp://swarm:2375', role: 'Tasks' }] },
    'dockerswarm_sd_configs',
    { host: 'tcp://swarm:2375', role: 'tasks' },
  ],
  [
    { ec2SDConfigs: [{ region: 'eu-west-1', roleARN: 'arn:aws:iam::1:role/scrape', refreshInterval: '5m' }] },
    'ec2_sd_configs',
    { region: 'eu-west-1', role_arn: 'arn:aws:iam::1:role/scrape', refresh_interval: '5m' },
  ],
  [
    { eurekaSDConfigs: [{ server: 'http://eureka:8761/eureka' }] },
    'eureka_sd_configs',
    { server: 'http://eureka:8761/eureka' },
  ],
  [
    { gceSDConfigs: [{ project: 'p', zone: 'z', tagSeparator: '|' }] },
    'gce_sd_configs',
    { project: 'p', zone: 'z', tag_separator: '|' },
  ],
  [
    { hetznerSDConfigs: [{ role: 'hcloud', labelSelector: 'env=prod', ...token }] },
    'hetzner_sd_configs',
    { role: 'hcloud', label_selector: 'env=prod', ...sentToken },
  ],
  [
    { ionosSDConfigs: [{ datacenterID: 'd', ...token }] },
    'ionos_sd_configs',
    { datacenter_id: 'd', ...sentToken },
  ],
  [
    {
      kubernetesSDConfigs: [
        {
          role: 'Node',
          apiServer: 'https://other.example.com',
          ...token,
          tlsConfig: { ca: { configMap: configMapKey('ca', 'ca.crt') } },
        },
      ],
    },
    'kubernetes_sd_configs',
    {
      role: 'node',
      api_server: 'https://other.example.com',
      ...sentToken,
      tls_config: { ca_file: '/etc/prometheus/configmaps/ca/ca.crt' },
    },
  ],
  [
    { kumaSDConfigs: [{ server: 'http://kuma:5676', clientID: 'p', fetchTimeout: '1m' }] },
    'kuma_sd_configs',
    { server: 'http://kuma:5676', client_id: 'p', fetch_timeout: '1m' },
  ],
  [
    { lightSailSDConfigs: [{ region: 'eu-west-1', endpoint: 'https://lightsail' }] },
    'lightsail_sd_configs',
    { region: 'eu-west-1', endpoint: 'https://lightsail' },
  ],
  [{ linodeSDConfigs: [{ region: 'eu', ...token }] }, 'linode_sd_configs', { region: 'eu', ...sentToken }],
  [
    { nomadSDConfigs: [{ server: 'http://nomad:4646', allowStale: false }] },
    'nomad_sd_configs',
    { server: 'http://nomad:4646', allow_stale: false },
  ],
  [
    {
      openstackSDConfigs: [{ role: 'LoadBalancer', region: 'r', allTenants: true, availability: 'internal' }],
    },
    'openstack_sd_configs',
    { role: 'loadbalancer', region: 'r', all_tenants: true, availability: 'internal' },
  ],
  [
    { puppetDBSDConfigs: [{ url: 'https://puppetdb', query: 'resources {}', includeParameters: true }] },
    'puppetdb_sd_configs',
    { url: 'https://puppetdb', query: 'resources {}', include_parameters: true },
  ],
  [
    {
      scalewaySDConfigs: [
        {
          accessKey: 'SCW',
          secretKey: secretKey('api', 'token'),
          projectID: 'p',
          role: 'Baremetal',
          tagsFilter: ['a'],
        },
      ],
    },
    'scaleway_sd_configs',
    {
      access_key: 'SCW',
      secret_key_file: `${SECRETS}/api/token`,
      project_id: 'p',
      role: 'baremetal',
      tags_filter: ['a'],
    },
  ],
];

test.each(KINDS)('%j becomes %s', (props, field, expected) => {
  expect(synth(build(props)).job()[field as 'http_sd_configs']).toEqual([expected]);
});

test('an API server elsewhere gets no rights here', () => {
  const elsewhere = synth(
    build({ kubernetesSDConfigs: [{ role: 'Node', apiServer: 'https://other.example.com', ...token }] }),
  );
  expect(elsewhere.names('ClusterRole')).toEqual([]);
  expect(synth(build({ kubernetesSDConfigs: [{ role: 'Node' }] })).names('ClusterRole')).not.toEqual([]);
});

describe('a secret that Prometheus cannot read from a file is refused', () => {
  const secret = secretKey('api', 'key') as never;
  const base = { region: 'r' };

  test.each<readonly [string, ScrapeConfigProps]>([
    ['azureSDConfigs[0].clientSecret', { azureSDConfigs: [{ subscriptionID: 's', clientSecret: secret }] }],
    ['azureSDConfigs[0].authenticationMethod', { azureSDConfigs: [{ subscriptionID: 's' }] }],
    ['ec2SDConfigs[0].accessKey', { ec2SDConfigs: [{ accessKey: secret }] }],
    ['ec2SDConfigs[0].secretKey', { ec2SDConfigs: [{ secretKey: secret }] }],
    ['lightSailSDConfigs[0].secretKey', { lightSailSDConfigs: [{ secretKey: secret }] }],
    [
      'openstackSDConfigs[0].password',
      { openstackSDConfigs: [{ ...base, role: 'Instance', password: secret }] },
    ],
    [
      'openstackSDConfigs[0].applicationCredentialSecret',
      { openstackSDConfigs: [{ ...base, role: 'Instance', applicationCredentialSecret: secret }] },
    ],
    [
      'openstackSDConfigs[0].identityEndpoint',
      { openstackSDConfigs: [{ ...base, role: 'Instance', identityEndpoint: 'https://keystone' as never }] },
    ],
    [
      'ovhcloudSDConfigs[0].applicationSecret',
      { ovhcloudSDConfigs: [{ applicationKey: 'k', service: 'VPS' }] },
    ],
    ['ovhcloudSDConfigs[0].consumerKey', { ovhcloudSDConfigs: [{ applicationKey: 'k', service: 'VPS' }] }],
    [
      'httpSDConfigs[0].proxyConnectHeader',
      {
        httpSDConfigs: [
          { url: 'http://a', proxyUrl: 'http://p', proxyConnectHeader: { h: [secret] } as never },
        ],
      },
    ],
  ])('%s', (field, props) => {
    const found = problems(build(props)).find((problem) => problem.field === field);
    expect(found).toMatchObject({ code: 'no-file-twin', remedy: expect.any(String) as string });
  });

  test('and the error names the ways out', () => {
    expect(errors(build({ ec2SDConfigs: [{ secretKey: secret }] }))[0]).toContain('(IRSA, pod identity)');
    expect(errors(build({ ec2SDConfigs: [{ secretKey: secret }] }))[0]).toContain('scrape_config_files');
  });
});

test('the way out that always works: a file in a Secret is one of the files that Prometheus reads', () => {
  const path = `${SECRETS}/ovh/job.yml`;
  const { config, pod } = synth((chart) => {
    takesAll(chart, { secrets: ['ovh'], additionalConfig: { scrape_config_files: [path] } });
  });
  expect(config.scrape_config_files).toContain(path);
  expect(pod.containers[0]?.volumeMounts).toContainEqual(
    expect.objectContaining({ mountPath: `${SECRETS}/ovh` }),
  );
});

describe('a discovery is refused', () => {
  const said = (props: ScrapeConfigProps) => errors(build(props)).join('\n');

  test.each<readonly [ScrapeConfigProps, string]>([
    [{ consulSDConfigs: [{ server: '' }] }, 'consulSDConfigs[0].server is empty'],
    [
      { consulSDConfigs: [{ server: 'a', tokenRef: secretKey('a', 'b'), ...token }] },
      'consulSDConfigs[0] has tokenRef and authorization',
    ],
    [
      { dockerSDConfigs: [{ host: 'docker' }] },
      'dockerSDConfigs[0].host "docker" is no address of a Docker daemon',
    ],
    [
      { dockerSDConfigs: [{ host: 'unix:///a', filters: [{ name: '', values: [] }] }] },
      'dockerSDConfigs[0].filters[0].values is empty',
    ],
    [
      { dockerSwarmSDConfigs: [{ host: 'unix:///a', role: 'tasks' as never }] },
      'dockerSwarmSDConfigs[0].role "tasks" is none of "Services", "Tasks", "Nodes"',
    ],
    [{ gceSDConfigs: [{ project: 'p' } as never] }, 'gceSDConfigs[0].zone is missing'],
    [{ hetznerSDConfigs: [{ role: 'robot', port: 70_000 }] }, 'hetznerSDConfigs[0].port 70000 is not a port'],
    [
      { linodeSDConfigs: [{ refreshInterval: '0s' }] },
      'linodeSDConfigs[0].refreshInterval "0s" must be longer',
    ],
    [
      { nomadSDConfigs: [{ server: 'localhost:4646' }] },
      'nomadSDConfigs[0].server "localhost:4646" is not an',
    ],
    [{ ionosSDConfigs: [{ datacenterID: 'd', authorization: {} }] }, 'authorization has no credentials'],
    [
      { kubernetesSDConfigs: [{ role: 'Pod', ...token }] },
      'kubernetesSDConfigs[0].authorization has no meaning without apiServer',
    ],
    [
      {
        kubernetesSDConfigs: [{ role: 'Pod', apiServer: 'https://a', namespaces: { ownNamespace: true } }],
      },
      'kubernetesSDConfigs[0].namespaces.ownNamespace true cannot be set together with apiServer',
    ],
  ])('%j', (props, complaint) => {
    expect(said(props)).toContain(complaint);
  });
});

test('names of metrics are checked and escaped as the job says', () => {
  const targets = { staticConfigs: [{ targets: ['a:1'] }] };
  expect(
    synth(build({ ...targets, nameValidationScheme: 'Legacy', nameEscapingScheme: 'Dots' })).job(),
  ).toMatchObject({ metric_name_validation_scheme: 'legacy', metric_name_escaping_scheme: 'dots' });
  expect(
    errors(build({ ...targets, nameValidationScheme: 'Legacy', nameEscapingScheme: 'AllowUTF8' }))[0],
  ).toContain('asks for names that nameValidationScheme "Legacy" refuses');
});
