import { Chart, Names } from 'cdk8s';
import { byCluster } from '../synthesis';
import { Cluster } from './cluster';

/** A chart, and its file without the extension. */
export interface ChartFile {
  readonly file: string;
  readonly chart: Chart;
}

/**
 * The file of each chart: `<cluster>/<path without the cluster>`, so that files of the same meaning have the same name in
 * each folder. Where charts of a folder depend on each other, a number before the name says in which order they are applied;
 * what depends on what in other folders does not show.
 *
 * @param charts in the order of their dependencies
 */
export function chartFiles(charts: readonly Chart[]): ChartFile[] {
  return [...byCluster(charts)].flatMap(([folder, members]) => {
    const inside = new Set<Chart>(members);
    const isOrdered = members.some((chart) => dependsInside(chart, inside));
    return members.map((chart, index) => {
      const number = isOrdered ? `${String(index).padStart(4, '0')}-` : '';
      const file =
        folder === '' ? `${number}${Names.toDnsLabel(chart)}` : `${folder}/${number}${nameInCluster(chart)}`;
      return { file, chart };
    });
  });
}

/** Charts that would overwrite the file of another one, in words. */
export function fileFaults(charts: readonly Chart[]): string[] {
  const owners = new Map<string, Chart>();
  return chartFiles(charts).flatMap(({ file, chart }) => {
    const other = owners.get(file);
    owners.set(file, chart);
    return other === undefined
      ? []
      : [
          `the chart ${chart.node.path} would overwrite the file ${file} of ${other.node.path}: rename one of them`,
        ];
  });
}

function dependsInside(chart: Chart, members: ReadonlySet<Chart>): boolean {
  return chart.node.dependencies.some((other) => {
    const target = Chart.of(other);
    return target !== chart && members.has(target);
  });
}

function nameInCluster(chart: Chart): string {
  return chart.node.scopes
    .filter((scope) => !Cluster.isCluster(scope) && scope.node.id !== '')
    .map(({ node }) => node.id.replace(/[^-_.0-9a-zA-Z]/g, ''))
    .join('-');
}
