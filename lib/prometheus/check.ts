import { checkExclusive, checkHttpClient } from '../http';
import type { Where } from '../problems';
import {
  checkAddress,
  checkFormat,
  checkLimits,
  checkRelabelings,
  checkSelector,
  checkTimeout,
} from '../scrape';
import {
  checkChoice,
  checkDnsLabel,
  checkDuration,
  checkLabelName,
  checkSize,
  checkWholeNumber,
} from '../values';
import { checkName, prometheusFeatures, reportGate, type Version } from '../versions';
import { checkWebServer } from '../web';
import { checkWorkload } from '../workload';
import type { AlertmanagerTarget } from './alerting-props';
import { LONGEST_NAME } from './names';
import type { PrometheusProps, SelectionProps } from './props';
import { checkRemoteWrites } from './remote-write-check';
import { alertmanagerKey, settingsOf } from './render-alerting';
import type { WebProps } from './web-props';

const DURATIONS = [
  'retention',
  'scrapeInterval',
  'evaluationInterval',
  'ruleQueryOffset',
  'configReloadInterval',
] as const satisfies ReadonlyArray<keyof PrometheusProps>;

const SELECTORS = [
  'serviceMonitorSelector',
  'serviceMonitorNamespaceSelector',
  'podMonitorSelector',
  'podMonitorNamespaceSelector',
  'probeSelector',
  'probeNamespaceSelector',
  'scrapeConfigSelector',
  'scrapeConfigNamespaceSelector',
  'ruleSelector',
  'ruleNamespaceSelector',
] as const satisfies ReadonlyArray<keyof SelectionProps>;

/** Reports what is wrong with a Prometheus, whatever else the app holds. */
export function checkPrometheus(where: Where, name: string, props: PrometheusProps): void {
  checkDnsLabel(where.at('name'), name, LONGEST_NAME);
  checkWorkload(where, props);
  checkLimits(where, props);
  checkFormat(where, props);
  checkWholeNumber(where.at('replicas'), props.replicas);
  checkWholeNumber(where.at('maximumStartupDurationSeconds'), props.maximumStartupDurationSeconds, {
    least: 60,
  });
  checkChoice(where.at('serviceDiscoveryRole'), props.serviceDiscoveryRole, ['EndpointSlice', 'Endpoints']);
  checkChoice(where.at('rulesConfigMap'), props.rulesConfigMap, ['managed', 'unmanaged']);
  for (const field of DURATIONS) {
    const mayBeZero = field === 'retention' || field === 'ruleQueryOffset';
    checkDuration(where.at(field), props[field], { positive: !mayBeZero });
  }
  for (const field of SELECTORS) {
    checkSelector(where.at(field), props[field]);
  }
  checkTimeout(where, props.scrapeInterval ?? DEFAULT_INTERVAL, props.scrapeTimeout);
  checkSize(where.at('retentionSize'), props.retentionSize);
  checkExternalLabels(where, props);
  checkQuery(where, props);
  checkAlerting(where.at('alerting'), props.alerting);
  checkWeb(where.at('web'), props.web ?? {});
  checkRemoteWrites(where.at('remoteWrite'), props.remoteWrite ?? []);
  for (const kind of ['scrape', 'rules'] as const) {
    checkWholeNumber(where.at('configSlots', kind), props.configSlots?.[kind], { least: 1, most: 256 });
  }
}

/** What the operator's resource has. */
export const DEFAULT_INTERVAL = '30s';
export const DEFAULT_REPLICA_LABEL = 'prometheus_replica';
export const DEFAULT_PROMETHEUS_LABEL = 'prometheus';

/** Reports features that the version does not know. */
export function checkFeatures(where: Where, features: readonly string[], version: Version): void {
  features.forEach((feature, index) => {
    const finding = checkName(prometheusFeatures, feature, version);
    if (finding !== undefined) {
      reportGate(where.at(index), feature, finding, 'Prometheus', version);
    }
  });
}

function checkExternalLabels(where: Where, props: PrometheusProps): void {
  Object.keys(props.externalLabels ?? {}).forEach((label) => {
    checkLabelName(where.at('externalLabels'), label);
  });
  const replica = props.replicaExternalLabelName ?? DEFAULT_REPLICA_LABEL;
  const prometheus = props.prometheusExternalLabelName ?? DEFAULT_PROMETHEUS_LABEL;
  checkOwnLabel(where, 'replicaExternalLabelName', replica, Object.keys(props.externalLabels ?? {}));
  checkOwnLabel(where, 'prometheusExternalLabelName', prometheus, Object.keys(props.externalLabels ?? {}));
  if (replica !== '' && replica === prometheus) {
    reportTaken(where.at('prometheusExternalLabelName'), prometheus, 'replicaExternalLabelName');
  }
}

/** Reports a label of ours that the user writes as well; an empty one is none. */
function checkOwnLabel(where: Where, field: string, label: string, others: readonly string[]): void {
  if (label !== '') {
    checkLabelName(where.at(field), label);
  }
  if (label !== '' && others.includes(label)) {
    reportTaken(where.at('externalLabels'), label, field);
  }
}

function reportTaken(where: Where, label: string, field: string): void {
  where.error({
    code: 'contradiction',
    value: label,
    complaint: `is what ${field} writes already`,
    remedy: `Choose another label, or set \`${field}: ''\`.`,
  });
}

function checkQuery(where: Where, { query = {}, rules, tsdb, exemplars }: PrometheusProps): void {
  checkDuration(where.at('query', 'lookbackDelta'), query.lookbackDelta, { positive: true });
  checkDuration(where.at('query', 'timeout'), query.timeout, { positive: true });
  checkWholeNumber(where.at('query', 'maxConcurrency'), query.maxConcurrency, { least: 1 });
  checkWholeNumber(where.at('query', 'maxSamples'), query.maxSamples, { least: 1 });
  const alert = rules?.alert ?? {};
  for (const field of ['forOutageTolerance', 'forGracePeriod', 'resendDelay'] as const) {
    checkDuration(where.at('rules', 'alert', field), alert[field]);
  }
  checkDuration(where.at('tsdb', 'outOfOrderTimeWindow'), tsdb?.outOfOrderTimeWindow);
  checkWholeNumber(where.at('exemplars', 'maxSize'), exemplars?.maxSize);
}

function checkAlerting(where: Where, alerting: PrometheusProps['alerting']): void {
  checkRelabelings(where.at('alertRelabelings'), alerting?.alertRelabelings);
  checkAlertmanagers(where.at('alertmanagers'), (alerting?.alertmanagers ?? []).map(settingsOf));
  alerting?.alertmanagers.forEach((target, index) => {
    if ('endpoint' in target) {
      return;
    }
    const at = where.at('alertmanagers', index);
    checkExclusive(at, target, ['alertmanager', 'targets']);
    if (target.alertmanager === undefined && (target.targets ?? []).length === 0) {
      at.error({
        code: 'incomplete',
        complaint: 'names no Alertmanager',
        remedy: 'Set `alertmanager` or `targets`.',
      });
    }
    target.targets?.forEach((address, position) => {
      checkAddress(at.at('targets', position), address);
    });
    checkChoice(at.at('scheme'), target.scheme, ['http', 'https']);
    checkHttpClient(at, target);
    checkDuration(at.at('timeout'), target.timeout, { positive: true });
    checkRelabelings(at.at('relabelings'), target.relabelings);
    checkRelabelings(at.at('alertRelabelings'), target.alertRelabelings);
  });
}

/** Reports Alertmanagers of the app that are named twice, and those whose certificates would be refused. */
function checkAlertmanagers(where: Where, targets: readonly AlertmanagerTarget[]): void {
  const first = new Map<string, number>();
  targets.forEach(({ alertmanager, scheme, tlsConfig }, index) => {
    if (alertmanager === undefined) {
      return;
    }
    const key = alertmanagerKey(alertmanager.endpoint);
    const earlier = first.get(key);
    if (earlier !== undefined) {
      where.at(index).error({
        code: 'duplicate',
        value: key,
        complaint: `is the Alertmanager that alertmanagers[${earlier}] names already`,
        remedy: 'Name it once: it gets every alert.',
      });
      return;
    }
    first.set(key, index);
    if ((scheme ?? alertmanager.endpoint.scheme) === 'https' && tlsConfig === undefined) {
      // Scrapes of it take any certificate, so that nothing would look wrong until an alert is missed.
      where.at(index).warning({
        code: 'unverified-certificate',
        value: key,
        complaint: "serves https, and its certificate is verified against the system's authorities",
        remedy:
          'Alerts are not sent unless these have signed it. Name its authority: `{ alertmanager, tlsConfig: { ca: { secret: secretKey(…) } } }`; `tlsConfig: {}` where the system knows it.',
      });
    }
  });
}

function checkWeb(where: Where, web: WebProps): void {
  checkWholeNumber(where.at('maxConnections'), web.maxConnections, { least: 1 });
  checkWebServer(where, web, CLIENT_AUTH_TYPES);
}

const CLIENT_AUTH_TYPES = [
  'NoClientCert',
  'RequestClientCert',
  'RequireAnyClientCert',
  'VerifyClientCertIfGiven',
  'RequireAndVerifyClientCert',
];
