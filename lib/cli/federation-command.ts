import { Command } from 'commander';
import { findInstance, prometheusFiles } from '../manifests';
import { comingUp, type ComingUp } from './coming-up';
import { failing, UsageError } from './failure';
import { counted } from './import-report';
import { readInput, withInput, type Input } from './input';
import { parseInstance, parseShard, separate } from './instance-argument';

interface Options extends Input {
  readonly namespace?: string;
  readonly shard?: string;
  readonly json?: boolean;
}

export function federationCommand(): Command {
  return withInput(new Command('federation'))
    .description(
      'Say what comes up from a Prometheus to its hubs, and by which query its series are counted.',
    )
    .argument('[leaf]', 'prometheus/<name>')
    .option('--namespace <namespace>', 'where several have that name')
    .option('--shard <index>', 'of a Prometheus with shards')
    .option('--json', 'print data')
    .addHelpText(
      'after',
      `
What hubs select is read from their manifests: name those, too. The query is for the leaf, and answers before the manifests are applied.

Examples:
  $ cdk8s-prometheus federation --from dist prometheus/k8s
  $ cdk8s-prometheus federation --from dist/eu-1 dist/hub prometheus/k8s
  $ promtool query instant http://k8s.eu.example.com "$(cdk8s-prometheus federation --json --from dist prometheus/k8s | jq -r '.[0].query')"`,
    )
    .action(failing(printComingUp));
}

function printComingUp(given: string | undefined, all: Options): void {
  const { argument, options } = separate(given, all);
  if (argument === undefined) {
    throw new UsageError('say which one: prometheus/<name>');
  }
  const { program, name } = parseInstance(argument);
  if (program !== 'prometheus') {
    throw new UsageError('only a Prometheus is federated');
  }
  const { namespace, shard } = options;
  const index = shard === undefined ? undefined : parseShard(shard);
  const manifests = readInput(options);
  const leaf = findInstance(manifests, { program, name, namespace, shard: index });
  const hubs = comingUp(manifests, prometheusFiles(manifests, leaf));
  process.stdout.write(
    options.json === true ? `${JSON.stringify(hubs, undefined, 2)}\n` : text(argument, hubs),
  );
}

function text(leaf: string, hubs: readonly ComingUp[]): string {
  return hubs.length === 0
    ? `${leaf} records nothing for a hub\n`
    : hubs.map((each) => `${title(leaf, each)}\n\n${each.query.replace(/^/gm, '  ')}\n`).join('\n');
}

const WAYS: Readonly<Record<ComingUp['transport'], string>> = {
  federate: 'is asked for by the hub',
  remoteWrite: 'is written to the hub by each replica',
  unknown: 'stays there: its hub reads it where it is, or is not among these manifests',
};

function title(leaf: string, { hub, parts, selectors, transport, hasMore }: ComingUp): string {
  const raw = selectors.map((each) => `  ${each}\n`).join('');
  return [
    `${leaf}, for the hub "${hub}": ${counted(parts.length, 'recorded part')} and ${counted(selectors.length, 'selector')}. That ${WAYS[transport]}.`,
    ...(raw === '' ? [] : [`As they are:\n${raw.trimEnd()}`]),
    ...(hasMore
      ? [
          'Series besides these are written as they are: see `write_relabel_configs`. They are not counted here.',
        ]
      : []),
    'Series, to be asked of the leaf:',
  ].join('\n');
}
