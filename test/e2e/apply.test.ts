import type { App } from 'cdk8s';
import { externalAlertmanagerConfig } from '../../examples/external-alertmanager-config';
import { onePrometheus } from '../../examples/one-prometheus';
import { platform } from '../../examples/platform/main';
import { teamPackage } from '../../examples/team-package';
import { describeCluster, useCluster, type Cluster } from '../cluster';
import { synthesize } from './synth';

/** Each example, and the namespaces that it counts on. */
const EXAMPLES: ReadonlyArray<
  readonly [name: string, define: (app: App) => void, namespaces: readonly string[]]
> = [
  ['one-prometheus', onePrometheus, ['monitoring', 'shop']],
  ['external-alertmanager-config', externalAlertmanagerConfig, ['monitoring']],
  ['team-package', teamPackage, ['monitoring', 'payments']],
  ['platform', platform, []],
];

const WAYS = [
  ['client-side', []],
  ['server-side', ['--server-side', '--field-manager=gitops']],
] as const;

describe.each(WAYS)('applied %s', (_way, flags) => {
  // A cluster for each: examples write objects of the same names.
  describe.each(EXAMPLES)('the output of %s', (_name, define, namespaces) => {
    describeCluster('on a real API server', [], () => {
      const cluster = useCluster({ images: {} });

      test('passes a dry run, is accepted, and changes nothing the second time', async () => {
        for (const namespace of namespaces) {
          await cluster().namespace(namespace);
        }
        for (const { name, yaml } of synthesize(define)) {
          if (!name.startsWith('namespaces')) {
            await apply(cluster(), yaml, [...flags, '--dry-run=server', '--validate=strict']);
          }
          await apply(cluster(), yaml, [...flags, '--validate=strict']);
          const before = await asked(cluster(), yaml);

          await apply(cluster(), yaml, flags);

          const diff = await cluster().kubectl(['diff', ...flags, '-f', '-'], { stdin: yaml, codes: [0, 1] });
          expect(diff.stdout).toBe('');
          expect(await asked(cluster(), yaml)).toEqual(before);
        }
      });
    });
  });
});

async function apply(cluster: Cluster, yaml: string, flags: readonly string[]): Promise<void> {
  const { stderr } = await cluster.kubectl(['apply', ...flags, '-f', '-'], { stdin: yaml });
  // Pod Security warns of what it would refuse in pods of a template.
  expect(stderr).not.toMatch(/would violate PodSecurity/);
}

/** What was asked for; status, which controllers write, is no part of it. */
async function asked(cluster: Cluster, yaml: string): Promise<string[]> {
  const columns = 'KIND:.kind,NAME:.metadata.name,GENERATION:.metadata.generation,DATA:.data,RULES:.rules';
  const { stdout } = await cluster.kubectl(['get', '-f', '-', '-o', `custom-columns=${columns}`], {
    stdin: yaml,
  });
  return stdout.split('\n');
}
