import { printMatcher } from '../matchers';
import type { RouteNode } from './tree';

/** What a node asks of an alert, as a text. */
export function describeMatchers({ matchers }: RouteNode): string {
  return matchers.length === 0 ? 'every alert' : matchers.map(printMatcher).join(', ');
}

/** How a node groups and when it notifies; only what its parent does not say as well. */
export function describeSettings(node: RouteNode, parent: RouteNode | undefined): string[] {
  const differs = (field: keyof RouteNode): boolean =>
    parent === undefined || JSON.stringify(node[field]) !== JSON.stringify(parent[field]);
  return [
    ...(differs('groupBy') ? [describeGroup(node)] : []),
    ...(differs('groupWait') ? [`wait ${node.groupWait}`] : []),
    ...(differs('groupInterval') ? [`every ${node.groupInterval}`] : []),
    ...(differs('repeatInterval') ? [`repeat ${node.repeatInterval}`] : []),
    ...node.muteTimeIntervals.map((name) => `muted in ${name}`),
    ...(node.activeTimeIntervals.length === 0 ? [] : [`only in ${node.activeTimeIntervals.join(', ')}`]),
    ...Object.entries(node.labels)
      .filter(([name, value]) => parent?.labels[name] !== value)
      .map(([name, value]) => `label ${name}: ${value}`),
  ];
}

function describeGroup({ groupBy }: RouteNode): string {
  if (groupBy.includes('...')) {
    return 'each alert alone';
  }
  return groupBy.length === 0 ? 'one group' : `by ${groupBy.join(', ')}`;
}
