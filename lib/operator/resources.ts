import { Construct } from 'constructs';
import { Synthesis } from '../synthesis';
import { createConstructs } from './constructs';
import { convertObjects, type ConvertOptions } from './convert';
import { readFiles } from './files';
import type { OperatorKind } from './object';
import { readOperatorFiles, type InputFile, type ReadOptions } from './read';

/** What becomes of the objects in some files. */
export interface OperatorResourcesOptions extends ReadOptions, ConvertOptions {
  /**
   * Kinds that become constructs. Others are checked all the same; where one of another kind is there, that is no problem.
   * @default - what a Prometheus or an Alertmanager of the app can select: ServiceMonitor, PodMonitor, Probe, ScrapeConfig,
   * PrometheusRule and AlertmanagerConfig
   */
  readonly kinds?: readonly OperatorKind[];
}

/** What renders nothing by itself, so that nothing is written that nobody asked for. */
const SELECTABLE: readonly OperatorKind[] = [
  'ServiceMonitor',
  'PodMonitor',
  'Probe',
  'ScrapeConfig',
  'PrometheusRule',
  'AlertmanagerConfig',
];

/**
 * Resources of the Prometheus Operator, as they are in files, as constructs of the app: selected by every Prometheus and
 * Alertmanager whose selectors match their labels and namespaces.
 *
 * ```ts
 * OperatorResources.fromFiles(chart, 'shop', ['teams/shop']);
 * ```
 *
 * What is wrong in the files, and what cannot be converted, is a problem of the synth that names file, line and field.
 */
export class OperatorResources extends Construct {
  /**
   * Reads files, and folders with all below them that is called `*.yaml`, `*.yml` or `*.json`.
   *
   * @throws {PathError} where there is no file
   */
  static fromFiles(
    scope: Construct,
    id: string,
    paths: readonly string[],
    options: OperatorResourcesOptions = {},
  ): OperatorResources {
    return new OperatorResources(scope, id, readFiles(paths), options);
  }

  /** The constructs that were made, by kind and then `<namespace>/<name>`: `constructs.get('ServiceMonitor shop/checkout')`. */
  readonly constructs: ReadonlyMap<string, Construct>;

  /** @param files with their content, wherever they come from */
  constructor(
    scope: Construct,
    id: string,
    files: readonly InputFile[],
    options: OperatorResourcesOptions = {},
  ) {
    super(scope, id);
    const kinds: readonly OperatorKind[] = options.kinds ?? SELECTABLE;
    const read = readOperatorFiles(files, options);
    const wanted = read.objects.filter(({ kind }) => kinds.includes(kind));
    const { converted, problems } = convertObjects({ objects: wanted, others: read.others }, options);
    Synthesis.of(this).addProblems(this, [...read.problems, ...problems]);
    this.constructs = new Map(
      createConstructs(this, converted).map(({ of: { kind, object }, construct }) => [
        `${kind} ${object.metadata.namespace}/${object.metadata.name}`,
        construct,
      ]),
    );
  }
}
