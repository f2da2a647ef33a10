import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { Federation, type FederationProps } from '../../lib';
import { hub, leaf } from '../federation/fixture';
import { synth } from '../prometheus/monitoring';
import { runCli } from './run-cli';

jest.setTimeout(60_000);

const folders: string[] = [];

afterAll(() => {
  folders.forEach((folder) => {
    rmSync(folder, { recursive: true });
  });
});

/** The manifests of a hub, whose rules read series as they are as well, and of a leaf. */
function written(props: Partial<FederationProps> = {}): string {
  const { manifests } = synth((chart) => {
    const into = hub(chart, 'sum(rate(requests_total[5m])) / on () group_left () (temperature * 2)');
    new Federation(chart, 'fleet', { into, from: [leaf(chart, 'eu', { thanos: {} })], ...props });
  });
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-cli-'));
  folders.push(folder);
  writeFileSync(join(folder, 'all.yaml'), manifests.map((each) => stringify(each)).join('---\n'));
  return folder;
}

interface Told {
  readonly hub: string;
  readonly transport: string;
  readonly selectors: readonly string[];
  readonly hasMore: boolean;
  readonly query: string;
}

async function told(props: Partial<FederationProps>): Promise<Told> {
  const { stdout } = await runCli('federation', '--from', written(props), '--json', 'prometheus/k8s');
  return (JSON.parse(stdout) as [Told])[0];
}

test('says what is asked of a leaf, and how to count its series', async () => {
  const { code, stdout, stderr } = await runCli('federation', '--from', written(), 'prometheus/k8s');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout)
    .toBe(`prometheus/k8s, for the hub "global": 3 recorded parts and 1 selector. That is asked for by the hub.
As they are:
  temperature
Series, to be asked of the leaf:

  (count(vector(1)) or vector(0))
  + (count(sum(rate(requests_total[5m]))) or vector(0))
  + (count(temperature{job="oven"} > 90 and on (cluster, instance) up{job="oven"}) or vector(0))
  + (count(temperature) or vector(0))
`);
});

test.each([
  ['remoteWrite', { transport: 'remoteWrite', selectors: [], hasMore: true }],
  ['thanos', { transport: 'unknown', selectors: [], hasMore: false }],
] as const)('knows what it cannot count where the transport is %s', async (transport, expected) => {
  expect(await told({ transport })).toMatchObject({ hub: 'global', ...expected });
});

test.each([
  [['prometheus/global'], 0, 'records nothing for a hub'],
  [['prometheus/other'], 1, 'there is no prometheus/other'],
  [['alertmanager/main'], 1, 'only a Prometheus is federated'],
  [[], 1, 'say which one'],
])('%j ends with %d', async (args, expected, words) => {
  const { code, stdout, stderr } = await runCli('federation', '--from', written(), '--json', ...args);
  expect([code, args[0] === 'prometheus/global' ? stdout : stderr]).toEqual([
    expected,
    args[0] === 'prometheus/global' ? '[]\n' : expect.stringContaining(words),
  ]);
});
