import type { ContainerPort } from 'kubernetes-types/core/v1';
import type { Construct } from 'constructs';
import { checkSameCluster } from '../alertmanager';
import type { FileContext } from '../http';
import type { SlotPlan } from '../kubernetes';
import { renderYaml } from '../native';
import type { Where } from '../problems';
import type { RuleGroup } from '../rules';
import { checkSelects, readReferences, select, type Choice } from '../scrape';
import type { Connection, Resource, World } from '../synthesis';
import { configReloader, servedPath, spread, withClusterLabel, type Flag } from '../workload';
import { goDuration } from '../values';
import { given, type ConfigFile, type Decided } from './compiled';
import { podField } from './container';
import { grpcServerFlags } from './grpc-tls';
import { RULER } from './kinds';
import { objectStorageParts } from './object-storage-parts';
import {
  ALERT_RELABEL_FILE,
  ALERTMANAGERS_FILE,
  CONFIG_DIRECTORY,
  DATA_DIRECTORY,
  GRPC_PORT,
  GRPC_PORT_NAME,
  HTTP_PORT,
  QUERIES_FILE,
  RELOADER_PORT,
  RELOADER_PORT_NAME,
  RULES_DIRECTORY,
} from './paths';
import { checkRuler, DEFAULT_EVALUATION_INTERVAL, DEFAULT_RULER_REPLICA_LABEL } from './ruler-check';
import type { ThanosRulerProps } from './ruler-props';
import { compileRulerRules } from './ruler-rules';
import {
  alertmanagersOf,
  alertmanagerTarget,
  queriesOf,
  renderAlertmanagers,
  renderQueries,
} from './ruler-targets';
import { prefixFlags } from './served';
import type { HasStoreEndpoint, StoreEndpoint } from './store-endpoint';
import { ThanosConstruct } from './thanos-construct';

const RELOADER: ContainerPort = {
  name: RELOADER_PORT_NAME,
  containerPort: RELOADER_PORT,
  protocol: 'TCP',
};

/** The rules of a Ruler, as they are shipped. */
export interface LoadedRules {
  readonly slots: SlotPlan;
  readonly groups: readonly RuleGroup[];

  /** The resources that they are from. */
  readonly selected: readonly Resource[];
}

/**
 * Evaluates rules over what a ThanosQuery reads: many Prometheis at once. A rule whose Prometheus is there should be
 * evaluated by that: it depends on less.
 *
 * Operator: `ThanosRuler`.
 */
export class ThanosRuler extends ThanosConstruct<ThanosRulerProps> implements HasStoreEndpoint {
  readonly storeEndpoint: StoreEndpoint;
  private readonly replicaLabel: string;
  private readonly references: unknown;

  /** @param labelled gives it the label of the cluster of a fleet that it is in */
  constructor(
    scope: Construct,
    id: string,
    props: ThanosRulerProps,
    labelled: typeof withClusterLabel<ThanosRulerProps> = withClusterLabel,
  ) {
    super(scope, id, props, {
      kind: RULER,
      shape: 'ThanosRulerProps',
      check: checkRuler,
      inCluster: (where, own, cluster) => {
        own.alertmanagers?.map(alertmanagerTarget).forEach(({ alertmanager }, index) => {
          checkSameCluster(where.at('alertmanagers', index), alertmanager?.endpoint, cluster?.name ?? '');
        });
        return labelled(where, own, cluster);
      },
      fallback: { storage: { emptyDir: {} }, queryEndpoints: ['none'] },
    });
    const { place, name, names, podGroup, props: read } = this.model;
    this.replicaLabel = read.replicaExternalLabelName ?? DEFAULT_RULER_REPLICA_LABEL;
    this.references = read.prometheusRules && [...read.prometheusRules];
    this.storeEndpoint = Object.freeze({
      title: `ThanosRuler ${place.namespace}/${name}`,
      kind: 'ruler',
      // Each replica has what it recorded itself. Not strict: one that is down would fail every query, its own among them.
      addresses: [`dns+${names.headlessService}.${place.namespace}.svc:${GRPC_PORT}`],
      strict: false,
      tls: read.grpcServerTlsConfig !== undefined,
      podGroup,
      port: { name: GRPC_PORT_NAME, number: GRPC_PORT },
      replicaLabels: [this.replicaLabel],
      externalLabels: read.externalLabels ?? {},
      evaluationInterval: read.evaluationInterval ?? DEFAULT_EVALUATION_INTERVAL,
    });
    queriesOf(read).forEach((query) => {
      query.addEndpoint(this);
    });
  }

  protected decide(where: Where, context: FileContext, world: World): Decided {
    const { props } = this.model;
    const { slots, groups, selected } = this.rules(where, world);
    const storage = objectStorageParts(where, props, context);
    return {
      flags: [
        ['data-dir', DATA_DIRECTORY],
        ...ruleGlobs(slots),
        ['eval-interval', goDuration(props.evaluationInterval ?? DEFAULT_EVALUATION_INTERVAL)],
        ['tsdb.retention', props.retention ?? '24h'],
        ...this.labelFlags(),
        ...this.queryFlags(where, context),
        ...this.alertFlags(where, context),
        ...given([
          ['rule-query-offset', props.ruleQueryOffset && goDuration(props.ruleQueryOffset)],
          ['rule-concurrent-evaluation', props.ruleConcurrentEval],
          ['for-outage-tolerance', props.ruleOutageTolerance],
          ['for-grace-period', props.ruleGracePeriod],
          ['resend-delay', props.resendDelay],
        ]),
        ...(props.enableFeatures ?? []).map((feature): Flag => ['enable-feature', feature]),
        ...storage.flags,
        ...prefixFlags(this.model),
        ...grpcServerFlags(where.at('grpcServerTlsConfig'), props.grpcServerTlsConfig, context),
      ],
      configFiles: { ...this.configFiles(where, context), ...storage.configFiles },
      env: [podField('POD_NAME', 'metadata.name'), ...storage.env],
      rules: slots,
      sidecars: (mounts) => [
        configReloader(
          {
            reloadUrl: `${this.model.scheme}://127.0.0.1:${HTTP_PORT}${servedPath(this.model.routePrefix, '/-/reload')}`,
            watched: [RULES_DIRECTORY],
            mounts,
            port: RELOADER,
          },
          props.configReloader ?? {},
          props,
        ),
      ],
      connections: this.connections(),
      selected,
      figures: {
        ruleGroups: groups.length,
        rules: groups.reduce((sum, group) => sum + group.rules.length, 0),
      },
    };
  }

  /** Those that it takes out of the app. */
  protected rules(where: Where, world: World): LoadedRules {
    const { props } = this.model;
    const selected = this.takenRules(where, world);
    const labels = new Set([
      this.replicaLabel,
      ...queriesOf(props).flatMap((query) => query.replicaLabels()),
    ]);
    const { files, groups } = compileRulerRules(where, props, selected.filter(isSound), [...labels]);
    return { slots: spread(where.at('ruleSlots'), files, props.ruleSlots), groups, selected };
  }

  private takenRules(where: Where, world: World): readonly Resource[] {
    const { props, place } = this.model;
    const choice: Choice = {
      kind: 'PrometheusRule',
      prop: 'ruleSelector',
      references: readReferences(where.at('prometheusRules'), 'PrometheusRule', this.references, world),
      selector: props.ruleSelector,
      namespaceSelector: props.ruleNamespaceSelector,
    };
    checkSelects(where, choice, place.namespace, world);
    return select(choice, place.namespace, world);
  }

  /** Values stand in quotes, as Thanos reads them. Two replicas fire the same alert: what tells them apart is dropped. */
  private labelFlags(): Flag[] {
    const { props } = this.model;
    return [
      ...Object.entries(props.externalLabels ?? {}).map(([label, value]): Flag => [
        'label',
        `${label}=${JSON.stringify(value)}`,
      ]),
      ['label', `${this.replicaLabel}="$(POD_NAME)"`],
      ...[this.replicaLabel, ...(props.alertDropLabels ?? [])].map((label): Flag => [
        'alert.label-drop',
        label,
      ]),
    ];
  }

  private queryFlags(where: Where, { files, referrer }: FileContext): Flag[] {
    const { queryConfig, queryEndpoints = [] } = this.model.props;
    const file =
      queryConfig === undefined
        ? queriesOf(this.model.props).length > 0
          ? `${CONFIG_DIRECTORY}/${QUERIES_FILE}`
          : undefined
        : files.secret(where.at('queryConfig'), queryConfig, referrer);
    return [
      ...given([['query.config-file', file]]),
      ...queryEndpoints.map((address): Flag => ['query', address]),
    ];
  }

  private alertFlags(where: Where, { files, referrer }: FileContext): Flag[] {
    const { props } = this.model;
    const { alertmanagers = [], alertmanagersUrl = [], alertmanagersConfig, alertRelabelConfigs } = props;
    const file =
      alertmanagersConfig === undefined
        ? alertmanagers.length > 0
          ? `${CONFIG_DIRECTORY}/${ALERTMANAGERS_FILE}`
          : undefined
        : files.secret(where.at('alertmanagersConfig'), alertmanagersConfig, referrer);
    const relabel =
      alertRelabelConfigs === undefined
        ? undefined
        : 'key' in alertRelabelConfigs
          ? files.secret(where.at('alertRelabelConfigs'), alertRelabelConfigs, referrer)
          : `${CONFIG_DIRECTORY}/${ALERT_RELABEL_FILE}`;
    const seen = queriesOf(props)[0]?.queryEndpoint;
    return [
      ...given([
        ['alertmanagers.config-file', file],
        ['alert.relabel-config-file', relabel],
        ['alert.query-url', props.alertQueryUrl ?? seen?.externalUrl],
      ]),
      ...alertmanagersUrl.map((url): Flag => ['alertmanagers.url', url]),
    ];
  }

  private configFiles(where: Where, context: FileContext): Record<string, ConfigFile> {
    const { props } = this.model;
    const { queries = [], alertmanagers = [], alertRelabelConfigs } = props;
    const file = (content: unknown): ConfigFile => ({ text: renderYaml(content), live: false });
    return {
      ...(queries.length === 0 ? {} : { [QUERIES_FILE]: file(renderQueries(where, props, context)) }),
      ...(alertmanagers.length === 0
        ? {}
        : { [ALERTMANAGERS_FILE]: file(renderAlertmanagers(where, props, context)) }),
      ...(alertRelabelConfigs === undefined || 'key' in alertRelabelConfigs
        ? {}
        : { [ALERT_RELABEL_FILE]: file(alertRelabelConfigs) }),
    };
  }

  private connections(): Connection[] {
    const { podGroup: from, props } = this.model;
    return [
      ...queriesOf(props).map(({ queryEndpoint: { podGroup, port } }) => ({
        from,
        to: podGroup,
        port: port.number,
      })),
      ...alertmanagersOf(props).map(({ podGroup, portName }) => ({ from, to: podGroup, port: portName })),
    ];
  }
}

/** All slots that the content may be in: which of them hold something may change while the pods run. */
function ruleGlobs({ slots }: SlotPlan): Flag[] {
  return slots.map((_, index): Flag => ['rule-file', `${RULES_DIRECTORY}/${index}.*.yaml`]);
}

function isSound({ problems }: Resource): boolean {
  return problems.every(({ severity }) => severity !== 'error');
}
