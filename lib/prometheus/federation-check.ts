import {
  cycleFrom,
  DEFAULT_LABEL,
  endpointOf,
  DEFAULT_TRANSPORT,
  federationsInto,
  federationsFrom,
  isWrittenTo,
  leavesOf,
  printSelection,
  selectionOf,
  withHub,
  type FederationProps,
} from '../federation';
import type { Where } from '../problems';
import type { VectorSelector } from '../promql';
import { describeResource, type Resource, type World } from '../synthesis';
import type { MaybeHub } from './federate';
import type { PrometheusModel } from './model';
import type { HubTransport } from './transports';
import { checkRulerAlerting, type RulerWords } from './view/alerts';

interface Known {
  readonly federations: ReadonlyArray<Resource<FederationProps>>;

  readonly transport: HubTransport;

  /** The shortest of the hub's rules, in milliseconds. */
  readonly ruleInterval: number;
}

const RULER_WORDS: RulerWords = {
  rules: 'rules over the leaves of a federation',
  remedy: 'Say how the Ruler reaches them, `thanos: { ruler: { alertmanagers: [ … ] } }` of the Federation.',
};

/** Reports what is wrong with the federations into a Prometheus, now that the whole app is known. */
export function checkFederations(
  where: Where,
  hub: MaybeHub,
  { federations, transport, ruleInterval }: Known,
): void {
  const {
    model: { name },
    path,
    world,
  } = hub;
  const cycle = cycleFrom(path, world);
  const [first] = federations;
  federations.forEach((federation, index) => {
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
    transport.check(about, federation.spec, ruleInterval);
    leavesOf(federation.spec).forEach(({ endpoint }, position) => {
      checkInApp(about.at('from', position), endpoint.path, world);
      checkNamesakes(about.at('from', position), endpoint.path, { name, path }, world);
      checkDepth(about.at('from', position), endpoint.path, federation.spec, world);
    });
    if (index > 0 && federation.spec.thanos !== undefined) {
      about.at('thanos').error({
        code: 'contradiction',
        complaint: `is said, and ${first?.path ?? 'another federation'} into the same hub says what reads all leaves`,
        remedy: 'Say it there alone.',
      });
    }
  });
  if (transport.evaluator === 'ruler' && first !== undefined) {
    checkReadHub(where, where.about(describeResource(first)), hub, first.spec);
  }
}

/** Reports what a hub has that its Ruler would not see, or not tell apart, or could not tell to. */
function checkReadHub(
  where: Where,
  about: Where,
  { model, path, targets, readers }: MaybeHub,
  spec: FederationProps,
): void {
  const { label = DEFAULT_LABEL } = spec;
  const own = withHub(spec).find(({ endpoint }) => endpoint.path === path);
  if (own === undefined && targets === 'others') {
    where.at('thanos').error({
      code: 'no-store',
      complaint:
        'is not said, while it scrapes more than itself: its rules, which a Ruler evaluates, would not see that',
      remedy: 'Give it `thanos: {}`, or let one of the leaves scrape it.',
    });
  }
  if (own?.value === '') {
    about.at('into').error({
      code: 'no-external-label',
      value: path,
      complaint: `has no external label "${label}", by which what it scrapes is told from the series of the leaves`,
      remedy: `Set \`externalLabels: { ${label}: '…' }\` there, or leave \`thanos\` out of it.`,
    });
  }
  const twin = leavesOf(spec).find(({ value }) => value !== '' && value === own?.value);
  if (twin !== undefined) {
    about.at('into').error({
      code: 'duplicate',
      value: twin.value,
      complaint: `is the "${label}" of the hub as well as of ${twin.endpoint.path}: their series would fall together`,
      remedy: `Give each a "${label}" of its own.`,
    });
  }
  if (readers?.tellsItself === false) {
    checkRulerAlerting(where, model.props, RULER_WORDS);
  }
}

/** Thanos writes the external labels of a Prometheus over those that series have from others, and a hub that reads has nothing to be asked for. */
function checkDepth(where: Where, leaf: string, { transport }: FederationProps, world: World): void {
  const [below] = federationsInto(leaf, world);
  const isRead = transport === 'thanos';
  if (below === undefined || (!isRead && below.spec.transport !== 'thanos')) {
    return;
  }
  where.error({
    code: 'hub-below',
    value: leaf,
    complaint: isRead
      ? `is the hub of ${below.path}: Thanos would write its external labels over those of its leaves`
      : `is the hub of ${below.path}, which copies nothing: what its rules record is in its Ruler, and not where it could be asked for`,
    remedy: 'Name its leaves here as well, or give that federation another transport.',
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
