import { convertObjects, readOperatorFiles } from '../../../lib/operator';

/** Props and complaints of a Prometheus with these fields. */
function convert(spec: Readonly<Record<string, unknown>>) {
  const object = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'k8s', namespace: 'monitoring' },
    spec,
  };
  const read = readOperatorFiles([{ path: 'prometheus.json', content: JSON.stringify(object) }]);
  const { converted, problems } = convertObjects(read);
  return { props: converted[0]?.props ?? {}, problems: [...read.problems, ...problems] };
}

test.each([
  [{ tag: 'nightly' }, 'quay.io/prometheus/prometheus:nightly'],
  [{ sha: 'abcd1234' }, 'quay.io/prometheus/prometheus@sha256:abcd1234'],
  [{ baseImage: 'example.com:5000/prometheus:v3.13.0' }, 'example.com:5000/prometheus:v3.13.0'],
  [{ baseImage: 'example.com/prometheus', version: 'v3.13.0' }, 'example.com/prometheus:v3.13.0'],
])('the parts of an image %j are one', (parts, image) => {
  expect(convert(parts).props.image).toBe(image);
});

test('a constraint that asks for the labels of its own pods has ours', () => {
  const constraint = {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'DoNotSchedule',
  };
  const labelSelector = { matchLabels: { team: 'shop' } };
  const topologySpreadConstraints = [
    { ...constraint, labelSelector, additionalLabelSelectors: 'OnShard' },
    { ...constraint, labelSelector },
  ];
  expect(convert({ topologySpreadConstraints }).props.topologySpreadConstraints).toEqual([
    {
      ...constraint,
      labelSelector: {
        matchLabels: {
          team: 'shop',
          'app.kubernetes.io/name': 'prometheus',
          'app.kubernetes.io/instance': 'k8s',
        },
      },
    },
    { ...constraint, labelSelector },
  ]);
});

test('a constraint that asks for the labels of its shard has those of each', () => {
  const constraint = {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'DoNotSchedule',
  };
  const { props } = convert({
    shards: 2,
    topologySpreadConstraints: [{ ...constraint, additionalLabelSelectors: 'OnShard' }],
  });
  const own = {
    'app.kubernetes.io/name': 'prometheus',
    'app.kubernetes.io/instance': 'k8s',
  };
  expect(props.shardOverrides).toEqual(
    Object.fromEntries(
      ['0', '1'].map((shard) => [
        shard,
        {
          topologySpreadConstraints: [
            {
              ...constraint,
              labelSelector: { matchLabels: { ...own, 'operator.prometheus.io/shard': shard } },
            },
          ],
        },
      ]),
    ),
  );
});

test('what is said of an Alertmanager that is not there is not lost: signing for AWS', () => {
  const { problems } = convert({
    alerting: {
      alertmanagers: [{ name: 'alertmanager-main', port: 'web', sigv4: { region: 'eu-central-1' } }],
    },
  });
  expect(problems).toContainEqual(expect.objectContaining({ code: 'not-supported', value: 'sigv4' }));
});
