import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import {
  AlertmanagerFileError,
  drawRoutes,
  drawRoutesAsMermaid,
  parseAlertmanagerFile,
  routesPage,
  RoutingTree,
  type LabelSet,
} from '../alertmanager';
import { alertmanagerConfig, findInstance, shortName } from '../manifests';
import type { AlertmanagerFile } from '../native/alertmanager';
import { failing, UsageError } from './failure';
import { readInput, withInput, type Input } from './input';
import { parseInstance, separate } from './instance-argument';
import { readJsonLabels } from './labels';

interface Options extends Input {
  readonly config?: string;
  readonly namespace?: string;
  readonly labels?: string;
  readonly format: 'text' | 'mermaid' | 'html' | 'json';
}

/** A configuration, and what to call it. */
interface Named {
  readonly title: string;
  readonly file: AlertmanagerFile;
}

export function routesCommand(): Command {
  return withInput(new Command('routes'))
    .description('Draw the routing tree of an Alertmanager, and the way that an alert takes in it.')
    .argument('[instance]', 'alertmanager/<name>')
    .option('--config <file>', 'instead of manifests: an alertmanager.yml')
    .option('--namespace <namespace>', 'where several have that name')
    .option('--labels <file-or-json>', 'labels of an alert, as a JSON object or a file that has it')
    .addOption(
      new Option('--format <format>', 'text; a Mermaid flowchart; one page of HTML to type labels into; JSON')
        .choices(['text', 'mermaid', 'html', 'json'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `
With --labels, text and Mermaid mark the way of the alert ('>' where it is taken), JSON has receivers, groups
and times.

Examples:
  $ cdk8s-prometheus routes --from dist alertmanager/main
  $ cdk8s-prometheus routes --from dist alertmanager/main --labels '{"severity": "critical"}'
  $ cdk8s-prometheus routes --config alertmanager.yml --format html > routes.html`,
    )
    .action(failing(drawTree));
}

function drawTree(given: string | undefined, all: Options): void {
  const { argument, options } = separate(given, all);
  const named = options.config === undefined ? fromManifests(argument, options) : fromFile(options.config);
  const labels = options.labels === undefined ? undefined : readJsonLabels(options.labels);
  process.stdout.write(draw(named, labels, options.format));
}

function draw({ title, file }: Named, labels: LabelSet | undefined, format: Options['format']): string {
  if (format === 'html') {
    return routesPage(file, { title, engine: engine() });
  }
  const tree = new RoutingTree(file);
  switch (format) {
    case 'text':
      return drawRoutes(tree, labels);
    case 'mermaid':
      return drawRoutesAsMermaid(tree, labels);
    case 'json':
      return `${JSON.stringify(labels === undefined ? tree.root : answer(tree, labels), undefined, 2)}\n`;
  }
}

/** Without the ways, which repeat the tree: their paths say it. */
function answer(tree: RoutingTree, labels: LabelSet) {
  const { receivers, routes } = tree.match(labels);
  return {
    receivers,
    routes: routes.map(({ way, ...route }) => ({ ...route, way: way.map(({ path }) => path) })),
  };
}

function fromManifests(argument: string | undefined, options: Options): Named {
  if (argument === undefined) {
    throw new UsageError('say which one: alertmanager/<name>, or --config <file>');
  }
  const { program, name } = parseInstance(argument);
  if (program !== 'alertmanager') {
    throw new UsageError(`"${argument}" has no routes: only an Alertmanager has`);
  }
  const manifests = readInput(options);
  const instance = findInstance(manifests, { program, name, namespace: options.namespace });
  const title = `${shortName(instance)} in ${instance.namespace}`;
  return { title, file: parse(alertmanagerConfig(manifests, instance), title) };
}

function fromFile(path: string): Named {
  return { title: path, file: parse(readFileSync(path, 'utf8'), path) };
}

function parse(text: string, source: string): AlertmanagerFile {
  try {
    const file = parseAlertmanagerFile(text);
    // A text is not bound to the type.
    const route: unknown = file.route;
    if (typeof route === 'object' && route !== null) {
      return file;
    }
  } catch (error) {
    if (error instanceof AlertmanagerFileError) {
      throw new UsageError(`${source}: ${error.complaint}`);
    }
    throw error;
  }
  throw new UsageError(`${source}: has no route`);
}

/** The engine for browsers lies beside the one that we run on ourselves. */
function engine(): string {
  const own = createRequire(__filename).resolve('re2js');
  return readFileSync(join(dirname(own), 'index.umd.js'), 'utf8');
}
