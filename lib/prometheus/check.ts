import { checkExclusive, checkHttpClient } from '../http';
import type { Where } from '../problems';
import { checkAddress, checkRelabelings, checkSelector } from '../scrape';
import { checkChoice, checkDuration, checkSize, checkUrl, checkWholeNumber } from '../values';
import type { AlertmanagerTarget } from './alerting-props';
import { checkCommon } from './common-check';
import { checkSigv4 } from './sigv4';
import type { PrometheusProps } from './props';
import { checkRetentionFits } from './retention-check';
import { checkRuleConfigMaps } from './rule-config-maps';
import { checkRemoteReads } from './remote-read';
import { alertmanagerKey, settingsOf } from './render-alerting';
import { checkThanos } from './thanos';
import { checkView } from './view/check';

const DURATIONS = ['retention', 'evaluationInterval', 'ruleQueryOffset'] as const satisfies ReadonlyArray<
  keyof PrometheusProps
>;

/** Reports what is wrong with a Prometheus, whatever else the app holds. */
export function checkPrometheus(where: Where, name: string, props: PrometheusProps): void {
  checkCommon(where, 'server', name, props);
  checkChoice(where.at('rulesConfigMap'), props.rulesConfigMap, ['managed', 'unmanaged', 'none']);
  checkRuleConfigMaps(where.at('ruleConfigMaps'), props.ruleConfigMaps);
  for (const field of DURATIONS) {
    checkDuration(where.at(field), props[field], { positive: field === 'evaluationInterval' });
  }
  checkSelector(where.at('ruleSelector'), props.ruleSelector);
  checkSelector(where.at('ruleNamespaceSelector'), props.ruleNamespaceSelector);
  checkSize(where.at('retentionSize'), props.retentionSize);
  checkRetentionFits(where, props);
  checkQuery(where, props);
  checkAlerting(where.at('alerting'), props.alerting);
  checkNativeLists(where, props);
  checkThanos(where, props);
  checkView(where, props);
  checkRemoteReads(where.at('remoteRead'), props.remoteRead ?? []);
  checkWholeNumber(where.at('exemplars', 'maxSize'), props.exemplars?.maxSize);
}

/** Prometheus reads jobs from further files, and nothing else. */
function checkNativeLists(where: Where, props: PrometheusProps): void {
  for (const field of ['additionalAlertRelabelConfigs', 'additionalAlertManagerConfigs'] as const) {
    if (props[field] !== undefined && !Array.isArray(props[field])) {
      where.at(field).error({
        code: 'no-file-twin',
        complaint: 'must be written out: Prometheus cannot read it from a file',
        remedy: 'Write a list of native objects; what is secret in them has a `*_file` of its own.',
      });
    }
  }
}

function checkQuery(where: Where, { query = {}, rules }: PrometheusProps): void {
  checkDuration(where.at('query', 'lookbackDelta'), query.lookbackDelta, { positive: true });
  checkDuration(where.at('query', 'timeout'), query.timeout, { positive: true });
  checkWholeNumber(where.at('query', 'maxConcurrency'), query.maxConcurrency, { least: 1 });
  checkWholeNumber(where.at('query', 'maxSamples'), query.maxSamples, { least: 1 });
  const alert = rules?.alert ?? {};
  for (const field of ['forOutageTolerance', 'forGracePeriod', 'resendDelay'] as const) {
    checkDuration(where.at('rules', 'alert', field), alert[field]);
  }
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
    checkAlertmanagerUrl(at, target);
    checkChoice(at.at('discovery'), target.discovery, ['Static', 'Kubernetes']);
    checkChoice(at.at('apiVersion'), target.apiVersion, ['v2']);
    if (
      target.alertmanager === undefined &&
      target.url === undefined &&
      (target.targets ?? []).length === 0
    ) {
      at.error({
        code: 'incomplete',
        complaint: 'names no Alertmanager',
        remedy: 'Set `alertmanager`, `targets` or `url`.',
      });
    }
    target.targets?.forEach((address, position) => {
      checkAddress(at.at('targets', position), address);
    });
    checkChoice(at.at('scheme'), target.scheme, ['http', 'https']);
    checkHttpClient(at, target);
    if (target.sigv4 !== undefined) {
      checkExclusive(at, target, ['sigv4', 'basicAuth', 'authorization', 'oauth2', 'bearerTokenFile']);
      checkSigv4(at.at('sigv4'), target.sigv4);
    }
    checkDuration(at.at('timeout'), target.timeout, { positive: true });
    checkRelabelings(at.at('relabelings'), target.relabelings);
    checkRelabelings(at.at('alertRelabelings'), target.alertRelabelings);
  });
}

function checkAlertmanagerUrl(where: Where, target: AlertmanagerTarget): void {
  for (const field of ['alertmanager', 'targets', 'scheme', 'pathPrefix'] as const) {
    checkExclusive(where, target, ['url', field]);
  }
  checkUrl(where.at('url'), target.url);
  if (target.discovery === 'Kubernetes' && target.alertmanager === undefined) {
    where.at('discovery').error({
      code: 'contradiction',
      value: target.discovery,
      complaint: 'finds an Alertmanager of the app only',
      remedy: 'Set `alertmanager`; for one that is defined elsewhere use `additionalAlertManagerConfigs`.',
    });
  }
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
