import type { App } from 'cdk8s';
import { externalAlertmanagerConfig } from '../../examples/external-alertmanager-config';
import { onePrometheus } from '../../examples/one-prometheus';
import { platform } from '../../examples/platform/main';
import { sharded } from '../../examples/sharded';
import { teamPackage } from '../../examples/team-package';
import { describeCluster, useCluster } from '../cluster';
import { synthesize } from './synth';

/** Each example, and the namespaces that it counts on. */
const EXAMPLES: ReadonlyArray<
  readonly [name: string, define: (app: App) => void, namespaces: readonly string[]]
> = [
  ['one-prometheus', onePrometheus, ['monitoring', 'shop']],
  ['external-alertmanager-config', externalAlertmanagerConfig, ['monitoring']],
  ['sharded', sharded, ['monitoring', 'shop']],
  ['team-package', teamPackage, ['monitoring', 'payments']],
  ['platform', platform, ['monitoring', 'shop']],
];

const WAYS = [
  ['client-side', []],
  ['server-side', ['--server-side', '--field-manager=gitops']],
] as const;

describeCluster('the output of an example, on a real API server', [], () => {
  const cluster = useCluster({ images: {} });

  describe.each(WAYS)('applied %s', (_way, flags) => {
    test.each(EXAMPLES)(
      '%s passes a dry run, is accepted, and changes nothing the second time',
      async (_name, define, namespaces) => {
        for (const namespace of namespaces) {
          await cluster().namespace(namespace);
        }
        const files = synthesize(define);
        for (const { name, yaml } of files) {
          if (!isNamespaces(name)) {
            await apply(yaml, [...flags, '--dry-run=server', '--validate=strict']);
          }
          await apply(yaml, [...flags, '--validate=strict']);
          const before = await asked(yaml);

          await apply(yaml, flags);

          const diff = await kubectl(['diff', ...flags, '-f', '-'], yaml, [0, 1]);
          expect(diff.stdout).toBe('');
          expect(await asked(yaml)).toEqual(before);
        }

        // The next example writes objects of the same names.
        for (const { name, yaml } of files) {
          if (!isNamespaces(name)) {
            await kubectl(['delete', '--wait', '-f', '-'], yaml);
          }
        }
      },
    );
  });

  async function apply(yaml: string, flags: readonly string[]): Promise<void> {
    const { stderr } = await kubectl(['apply', ...flags, '-f', '-'], yaml);
    // Pod Security warns of what it would refuse in pods of a template.
    expect(stderr).not.toMatch(/would violate PodSecurity/);
  }

  /** What was asked for; status, which controllers write, is no part of it. */
  async function asked(yaml: string): Promise<string[]> {
    const columns = 'KIND:.kind,NAME:.metadata.name,GENERATION:.metadata.generation,DATA:.data,RULES:.rules';
    const { stdout } = await kubectl(['get', '-f', '-', '-o', `custom-columns=${columns}`], yaml);
    return stdout.split('\n');
  }

  async function kubectl(args: readonly string[], stdin: string, codes: readonly number[] = [0]) {
    return cluster().kubectl(args, { stdin, codes });
  }
});

/** The file of the namespaces, which carries an index because the others come after it. */
function isNamespaces(file: string): boolean {
  return file.includes('namespaces');
}
