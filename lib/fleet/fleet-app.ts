import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart, DependencyGraph, Yaml, type AppProps } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { SynthesisError } from '../problems';
import { Synthesis } from '../synthesis';
import { Cluster } from './cluster';
import { delivered, deliveryFaults, type DeliveredObject } from './delivery';
import { chartFiles, fileFaults } from './layout';

const FLEET_APPS = new WeakSet<IConstruct>();

/** Props of `FleetApp`: those of an App, whose layout is given. */
export type FleetAppProps = Pick<AppProps, 'outdir' | 'outputFileExtension' | 'resolvers'>;

/**
 * An app of several clusters: each has a folder, and each of its charts a file there. Charts that are for no cluster are
 * files beside the folders, as always.
 *
 * Its time grows with the number of objects. That of an App of cdk8s grows with the number of charts as well: it looks at
 * the whole app for each of them.
 */
export class FleetApp extends App {
  /** Whether a construct is an App that gives each cluster a folder. */
  static isFleetApp(construct: IConstruct): construct is FleetApp {
    return FLEET_APPS.has(construct);
  }

  constructor(props: FleetAppProps = {}) {
    super(props);
    FLEET_APPS.add(this);
    this.node.addValidation({ validate: () => fileFaults(this.charts) });
  }

  /** Writes all clusters, or nothing where anything is wrong with one of them. */
  override synth(): void {
    mkdirSync(this.outdir, { recursive: true });
    Synthesis.of(this).report();
    // What depends on what cdk8s works out for the whole app when it is asked for any chart.
    this.node
      .findAll()
      .find((node): node is Chart => Chart.isChart(node))
      ?.toJson();
    const files = chartFiles(this.charts).map(({ file, chart }) => ({ file, ...contentOf(chart) }));
    const problems = files.flatMap(({ problems: found }) => found);
    if (problems.length > 0) {
      throw new SynthesisError(problems);
    }
    for (const { file, objects } of files) {
      const path = join(this.outdir, `${file}${this.outputFileExtension}`);
      mkdirSync(dirname(path), { recursive: true });
      Yaml.save(path, [...objects]);
    }
  }
}

/** What is written for a chart, and what forbids it. */
function contentOf(chart: Chart): Pick<SynthesisError, 'problems'> & { readonly objects: readonly object[] } {
  const objects = objectsOf(chart);
  const cluster = chart.node.scopes.find((scope) => Cluster.isCluster(scope));
  return {
    objects: cluster === undefined ? objects : delivered(cluster.delivery, cluster.name, objects),
    problems: deliveryFaults(cluster?.delivery, objects).map((complaint) => ({
      severity: 'error',
      code: 'undeliverable',
      path: chart.node.path,
      complaint,
    })),
  };
}

/** The objects of a chart, and not of those nested in it, in the order in which they depend on each other. */
function objectsOf(chart: Chart): DeliveredObject[] {
  return new DependencyGraph(chart.node)
    .topology()
    .filter((node): node is ApiObject => ApiObject.isApiObject(node))
    .filter((object) => Chart.of(object) === chart)
    .map((object) => object.toJson() as DeliveredObject);
}
