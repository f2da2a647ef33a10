import {
  cycleFrom,
  DEFAULT_LABEL,
  endpointOf,
  DEFAULT_TRANSPORT,
  federationsFrom,
  isWrittenTo,
  leavesOf,
  printSelection,
  selectionOf,
  timesOf,
  type FederationProps,
} from '../federation';
import type { Where } from '../problems';
import type { VectorSelector } from '../promql';
import { describeResource, type Resource, type World } from '../synthesis';
import { formatDuration } from '../values';
import type { PrometheusModel } from './model';

interface Known {
  readonly federations: ReadonlyArray<Resource<FederationProps>>;

  /** The shortest of the hub's rules, in milliseconds. */
  readonly ruleInterval: number;
  readonly world: World;
}

/** Reports what is wrong with the federations into a Prometheus, now that the whole app is known. */
export function checkFederations(
  where: Where,
  { name }: PrometheusModel,
  path: string,
  { federations, ruleInterval, world }: Known,
): void {
  const cycle = cycleFrom(path, world);
  const [first] = federations;
  federations.forEach((federation) => {
    const about = where.about(describeResource(federation));
    if (cycle !== undefined) {
      about.at('from').error({
        code: 'cycle',
        value: cycle,
        complaint: 'lead back to the hub: what is federated would come round again and again',
        remedy: 'Federate in one direction.',
      });
    }
    checkLabel(about, federation.spec, first?.spec);
    checkSameTransport(about, federation.spec, first?.spec);
    checkTimes(about, federation.spec, ruleInterval);
    leavesOf(federation.spec).forEach(({ endpoint }, position) => {
      checkInApp(about.at('from', position), endpoint.path, world);
      checkNamesakes(about.at('from', position), endpoint.path, { name, path }, world);
    });
  });
}

function checkLabel(where: Where, { label = DEFAULT_LABEL }: FederationProps, first?: FederationProps): void {
  const other = first?.label ?? DEFAULT_LABEL;
  if (label !== other) {
    where.at('label').error({
      code: 'contradiction',
      value: label,
      complaint: `is not "${other}", by which another federation into the same hub tells leaves apart`,
      remedy: 'All leaves of a hub are told apart by one label.',
    });
  }
}

/** Who writes is told from who is asked by nothing but the label of the leaf, and each kind is read in its own way. */
function checkSameTransport(
  where: Where,
  { transport = DEFAULT_TRANSPORT }: FederationProps,
  first?: FederationProps,
): void {
  const other = first?.transport ?? DEFAULT_TRANSPORT;
  if (transport !== other) {
    where.at('transport').error({
      code: 'contradiction',
      value: transport,
      complaint: `is not '${other}', the transport of another federation into the same hub`,
      remedy: 'Give all federations into a hub one transport.',
    });
  }
}

function checkTimes(where: Where, spec: FederationProps, ruleInterval: number): void {
  const { interval, timeout } = timesOf(spec, ruleInterval);
  if (spec.transport !== 'remoteWrite' && timeout > interval) {
    where.at('scrapeTimeout').error({
      code: 'contradiction',
      value: formatDuration(timeout),
      complaint: `is longer than the interval, ${formatDuration(interval)}`,
      remedy: 'Set `scrapeInterval` as well, or a shorter timeout.',
    });
  }
}

/** A leaf of another app would never hear what it has to record. One of several shards may be asked by way of its view. */
function checkInApp(where: Where, leaf: string, { clusters }: World): void {
  const dataSources = [...clusters.values()].flatMap((each) => each.dataSources);
  if (!dataSources.some(({ path }) => path === leaf)) {
    where.error({
      code: 'wrong-reference',
      value: leaf,
      complaint: 'is not in the app of the hub: nobody would tell it what to record',
      remedy: 'Define both in one `App`; charts may be applied to different clusters.',
    });
  }
}

/** Names of parts begin with that of the hub. */
function checkNamesakes(
  where: Where,
  leaf: string,
  hub: Pick<PrometheusModel, 'name'> & { readonly path: string },
  world: World,
): void {
  const others = federationsFrom(leaf, world).flatMap(({ spec }) => endpointOf(spec.into) ?? []);
  const namesake = others.find(({ name, path }) => name === hub.name && path !== hub.path);
  if (namesake !== undefined) {
    where.error({
      code: 'duplicate',
      value: hub.name,
      complaint: `is also the name of ${namesake.path}, for which ${leaf} would record under the same names`,
      remedy: 'Give one of the hubs another `name`.',
    });
  }
}

/** Leaves that others write to have their series once for each replica of those. What they record they have once. */
export function checkCopies(
  where: Where,
  federation: Resource<FederationProps>,
  read: readonly VectorSelector[],
  world: World,
): void {
  leavesOf(federation.spec).forEach(({ endpoint }, index) => {
    if (read.length > 0 && isWrittenTo(endpoint.path, world)) {
      where
        .about(describeResource(federation))
        .at('from', index)
        .error({
          code: 'replicas-above',
          value: [...new Set(read.map(selectionOf).map(printSelection))],
          complaint: `come up as they are, and ${endpoint.path}, which others write to, has them once for each replica of those: they would be counted as often`,
          remedy: 'Let it record what is read, by rules of its own or by what can be worked out there.',
        });
    }
  });
}
