import { Command } from 'commander';
import type { Manifest } from '../kubernetes';
import { alertmanagerConfig, findInstance, prometheusFiles, type Instance } from '../manifests';
import { renderYaml } from '../native';
import { failing, UsageError } from './failure';
import { readInput, withInput, type Input } from './input';
import { parseInstance, parseShard, separate } from './instance-argument';

interface Options extends Input {
  readonly namespace?: string;
  readonly shard?: string;
  readonly rules?: boolean;
}

export function configCommand(): Command {
  return withInput(new Command('config'))
    .description('Print the configuration that the pods of a Prometheus or Alertmanager read, as one file.')
    .argument('[instance]', 'prometheus/<name> or alertmanager/<name>')
    .option('--namespace <namespace>', 'where several have that name')
    .option('--shard <index>', 'of a Prometheus with shards')
    .option('--rules', 'print all of its rules instead, as one rule file')
    .addHelpText(
      'after',
      `
Examples:
  $ cdk8s-prometheus config --from dist prometheus/k8s > prometheus.yml
  $ cdk8s-prometheus config --from dist --rules prometheus/k8s | promtool check rules
  $ cdk8s-prometheus config --app 'npx tsx main.ts' alertmanager/main`,
    )
    .action(failing(printConfig));
}

function printConfig(given: string | undefined, all: Options): void {
  const { argument, options } = separate(given, all);
  if (argument === undefined) {
    throw new UsageError('say which one: prometheus/<name> or alertmanager/<name>');
  }
  const { program, name } = parseInstance(argument);
  const { namespace, shard } = options;
  if (program === 'alertmanager' && (options.rules === true || shard !== undefined)) {
    throw new UsageError('an Alertmanager has neither rules nor shards');
  }
  const index = shard === undefined ? undefined : parseShard(shard);
  const manifests = readInput(options);
  const instance = findInstance(manifests, { program, name, namespace, shard: index });
  process.stdout.write(
    program === 'alertmanager'
      ? alertmanagerConfig(manifests, instance)
      : prometheusText(manifests, instance, options.rules === true),
  );
}

function prometheusText(manifests: readonly Manifest[], instance: Instance, rules: boolean): string {
  const files = prometheusFiles(manifests, instance);
  for (const pattern of files.unmatched) {
    process.stderr.write(`note: the manifests have no file for ${pattern}\n`);
  }
  return renderYaml(rules ? files.rules : files.config);
}
