import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import {
  drawTopology,
  drawTopologyAsDot,
  drawTopologyAsMermaid,
  topologyOf,
  topologyPage,
  type Topology,
} from '../topology';
import { failing, UsageError } from './failure';
import { readInput, withInput, type Input } from './input';

interface Options extends Input {
  readonly mermaid?: boolean;
  readonly dot?: boolean;
  readonly html?: string;
  readonly json?: boolean;
}

export function graphCommand(): Command {
  const option = (flags: string, text: string, ...others: readonly string[]): Option =>
    new Option(flags, text).conflicts([...others]);
  return withInput(new Command('graph'))
    .description('Draw who scrapes, alerts, asks and notifies whom, of all that the manifests have.')
    .addOption(option('--mermaid', 'as a Mermaid flowchart, for Markdown', 'dot', 'html', 'json'))
    .addOption(option('--dot', 'in the language of Graphviz', 'html', 'json'))
    .addOption(option('--html <file>', 'write one page of HTML that needs nothing else', 'json'))
    .addOption(option('--json', 'as data: nodes, edges, unknown'))
    .addHelpText(
      'after',
      `
What manifests do not tell is left out, and said.

Examples:
  $ cdk8s-prometheus graph --from dist
  $ cdk8s-prometheus graph --from dist --mermaid > topology.mmd
  $ cdk8s-prometheus graph --from dist --dot | dot -Tsvg > topology.svg
  $ cdk8s-prometheus graph --app 'npx tsx main.ts' --html topology.html`,
    )
    .action(failing(drawGraph));
}

function drawGraph(options: Options): void {
  const topology = topologyOf(readInput(options));
  if (!topology.nodes.some(({ kind }) => kind === 'prometheus')) {
    throw new UsageError('there is no Prometheus among the manifests');
  }
  if (options.html === undefined) {
    process.stdout.write(draw(topology, options));
  } else {
    writeFileSync(options.html, topologyPage(topology));
  }
}

function draw(topology: Topology, { mermaid, dot, json }: Options): string {
  if (mermaid === true) {
    return drawTopologyAsMermaid(topology);
  }
  if (dot === true) {
    return drawTopologyAsDot(topology);
  }
  return json === true ? `${JSON.stringify(topology, undefined, 2)}\n` : drawTopology(topology);
}
