import type { RulerAlertmanager } from '../../query';
import type { RelabelConfig } from '../../native/prometheus';
import type { Where } from '../../problems';
import { renderRelabelings } from '../../scrape';
import type { AlertmanagerTarget } from '../alerting-props';
import type { PrometheusProps } from '../props';
import { settingsOf } from '../render-alerting';

/** How a Prometheus may speak to an Alertmanager and a Ruler may not. */
const LACKING = [
  'authorization',
  'oauth2',
  'sigv4',
  'bearerTokenFile',
  'noProxy',
  'proxyFromEnvironment',
  'relabelings',
  'alertRelabelings',
] as const satisfies ReadonlyArray<keyof AlertmanagerTarget>;

/** What a Ruler evaluates instead of the Prometheus, in words. */
export interface RulerWords {
  readonly rules: string;
  readonly remedy: string;
}

/** Reports Alertmanagers that a Ruler cannot be told of as a Prometheus is: alerts of its rules would not arrive. */
export function checkRulerAlerting(
  where: Where,
  props: PrometheusProps,
  { rules, remedy }: RulerWords,
): void {
  (props.alerting?.alertmanagers ?? []).map(settingsOf).forEach((target, index) => {
    for (const field of LACKING) {
      if (target[field] !== undefined) {
        where.at('alerting', 'alertmanagers', index, field).error({
          code: 'view-alerting',
          complaint: `is nothing that a ThanosRuler knows, which sends the alerts of ${rules}`,
          remedy,
        });
      }
    }
    if (typeof target.basicAuth?.username === 'object') {
      where.at('alerting', 'alertmanagers', index, 'basicAuth', 'username').error({
        code: 'no-file-twin',
        complaint: `must be a text: a ThanosRuler, which sends the alerts of ${rules}, reads it from no file`,
        remedy: 'It is not a secret; write it out.',
      });
    }
  });
  if ((props.additionalAlertManagerConfigs ?? []).length > 0) {
    where.at('additionalAlertManagerConfigs').error({
      code: 'view-alerting',
      complaint: `is native to Prometheus: a ThanosRuler, which sends the alerts of ${rules}, cannot read it`,
      remedy,
    });
  }
}

/** The Alertmanagers of the shards, as a Ruler knows them. */
export function rulerAlertmanagers({ alerting }: PrometheusProps): RulerAlertmanager[] {
  return (alerting?.alertmanagers ?? []).map(settingsOf).map((target): RulerAlertmanager => {
    const { alertmanager, targets, scheme, pathPrefix, timeout, basicAuth, tlsConfig, proxyUrl } = target;
    const username = basicAuth?.username;
    return {
      ...(alertmanager === undefined ? {} : { alertmanager }),
      ...(targets === undefined ? {} : { targets }),
      ...(scheme === undefined ? {} : { scheme }),
      ...(pathPrefix === undefined ? {} : { pathPrefix }),
      ...(timeout === undefined ? {} : { timeout }),
      ...(tlsConfig === undefined ? {} : { tlsConfig }),
      ...(proxyUrl === undefined ? {} : { proxyUrl }),
      ...(basicAuth === undefined || typeof username !== 'string'
        ? {}
        : { basicAuth: { username, password: basicAuth.password } }),
    };
  });
}

/** What is done to the alerts of the shards is done to those of the Ruler. */
export function rulerRelabelings({
  alerting,
  additionalAlertRelabelConfigs = [],
}: PrometheusProps): RelabelConfig[] {
  return [...renderRelabelings(alerting?.alertRelabelings), ...additionalAlertRelabelConfigs];
}
