import type { OperatorKind } from '../../../lib/operator';
import { validate } from '../../../lib/operator/schema';
import { resolved, specSchema } from '../../../lib/operator/schema/kinds';
import crds from '../../../lib/operator/schema/crds.json';
import type { Schema } from '../../../lib/operator/schema';

/** Values for the field that has a rule: what it lets through, and what it does not. */
interface Case {
  readonly kinds: readonly string[];
  readonly field: string;
  readonly message: string;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

const daemonSet = (field: string, value: unknown): Case => ({
  kinds: ['v1alpha1/PrometheusAgent'],
  field: '',
  message: `${field} cannot be set when mode is DaemonSet`,
  good: [{ mode: 'DaemonSet' }, { mode: 'StatefulSet', [field]: value }, { [field]: value }],
  bad: [{ mode: 'DaemonSet', [field]: value }],
});

const topology = (values: string[]): object => ({ mode: 'Topology', topology: { values } });

const SECRET = { name: 'a', key: 'b' };

const CASES: readonly Case[] = [
  {
    kinds: ['v1alpha1/AlertmanagerConfig', 'v1beta1/AlertmanagerConfig'],
    field: 'receivers[].snsConfigs[].sigv4',
    message: 'externalId can only be used when roleArn is specified',
    good: [{ externalId: 'a', roleArn: 'b' }, { roleArn: 'b' }, {}],
    bad: [{ externalId: 'a' }],
  },
  {
    kinds: ['v1/Prometheus'],
    field: 'alerting.alertmanagers[].sigv4',
    message: 'externalId can only be used when roleArn is specified',
    good: [{ externalId: 'a', roleArn: 'b' }],
    bad: [{ externalId: 'a' }],
  },
  {
    kinds: ['v1/Prometheus', 'v1alpha1/PrometheusAgent', 'v1/ThanosRuler'],
    field: 'remoteWrite[].sigv4',
    message: 'externalId can only be used when roleArn is specified',
    good: [{ externalId: 'a', roleArn: 'b' }],
    bad: [{ externalId: 'a' }],
  },
  {
    kinds: ['v1/Prometheus', 'v1alpha1/PrometheusAgent', 'v1/Alertmanager', 'v1/ThanosRuler'],
    field: 'updateStrategy',
    message: 'rollingUpdate requires type to be RollingUpdate',
    good: [{ type: 'OnDelete' }, { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } }],
    bad: [{ type: 'OnDelete', rollingUpdate: { maxUnavailable: '10%' } }],
  },
  {
    kinds: ['v1/Prometheus', 'v1alpha1/PrometheusAgent'],
    field: '',
    message:
      'shards must be greater than or equal to the number of topology values when sharding strategy mode is Topology',
    good: [
      { shards: 2, shardingStrategy: topology(['a', 'b']) },
      { shardingStrategy: topology(['a']) },
      { shardingStrategy: { mode: 'Address' }, shards: 1 },
    ],
    bad: [{ shards: 1, shardingStrategy: topology(['a', 'b']) }, { shardingStrategy: topology(['a', 'b']) }],
  },
  {
    kinds: ['v1/Prometheus', 'v1alpha1/PrometheusAgent'],
    field: 'shardingStrategy',
    message: "topology can only be defined when mode is set to 'Topology'",
    good: [topology(['a']), { mode: 'Address' }],
    bad: [{ topology: { values: ['a'] } }, { ...topology(['a']), mode: 'Address' }],
  },
  {
    kinds: ['v1alpha1/ScrapeConfig'],
    field: '',
    message: 'at most one of basicAuth, authorization, or oauth2 can be configured',
    good: [{}, { basicAuth: {} }, { authorization: { credentials: SECRET } }],
    bad: [{ basicAuth: {}, authorization: {} }],
  },
  {
    kinds: ['v1alpha1/PrometheusAgent'],
    field: '',
    message: 'shards cannot be greater than 1 when mode is DaemonSet',
    good: [{ mode: 'DaemonSet', shards: 1 }, { shards: 2 }],
    bad: [{ mode: 'DaemonSet', shards: 2 }],
  },
  daemonSet('replicas', 2),
  daemonSet('storage', {}),
  daemonSet('persistentVolumeClaimRetentionPolicy', {}),
  daemonSet('scrapeConfigSelector', {}),
  daemonSet('scrapeConfigNamespaceSelector', {}),
  daemonSet('probeSelector', {}),
  daemonSet('probeNamespaceSelector', {}),
  daemonSet('serviceMonitorSelector', {}),
  daemonSet('serviceMonitorNamespaceSelector', {}),
  daemonSet('additionalScrapeConfigs', SECRET),
  daemonSet('shardingStrategy', { mode: 'Address' }),
];

const ROWS = CASES.flatMap(({ kinds, ...rest }) => kinds.map((kind) => ({ kind, ...rest })));

test('every rule of the CRDs has a case', () => {
  const all = Object.keys(crds.kinds).flatMap((kind) => rulesBelow(schemaOf(kind), kind));
  expect(ROWS.map(({ kind, field, message }) => `${kind} ${field}: ${message}`).sort()).toEqual(all.sort());
});

describe.each(ROWS)('$kind $field: $message', ({ kind, field, message, good, bad }) => {
  const schema = fieldSchema(schemaOf(kind), field);
  const broken = (value: unknown): string[] =>
    validate(value, schema)
      .filter(({ code }) => code === 'rule')
      .map(({ complaint }) => complaint);

  test.each(good)('lets %j through', (value) => {
    expect(broken(value)).toEqual([]);
  });

  test.each(bad)('refuses %j', (value) => {
    expect(broken(value)).toEqual([`breaks a rule of the CRD: ${message}`]);
  });
});

function schemaOf(name: string): Schema {
  const [version = '', kind = ''] = name.split('/');
  return specSchema(`monitoring.coreos.com/${version}`, kind as OperatorKind);
}

function fieldSchema(schema: Schema, field: string): Schema {
  const keys = field.split(/\.|(?=\[)/).filter((key) => key !== '');
  return keys.reduce(
    (inner, key) => resolved((key === '[]' ? inner.items : inner.properties?.[key])!),
    resolved(schema),
  );
}

function rulesBelow(schema: Schema, kind: string, field = ''): string[] {
  const { rules = [], properties = {}, items } = resolved(schema);
  return [
    ...rules.map(({ message }) => `${kind} ${field}: ${message}`),
    ...Object.entries(properties).flatMap(([key, inner]) =>
      rulesBelow(inner, kind, field === '' ? key : `${field}.${key}`),
    ),
    ...(items === undefined ? [] : rulesBelow(items, kind, `${field}[]`)),
  ];
}
