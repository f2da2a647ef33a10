import { checkExclusive, checkHttpClient, checkTls } from '../http';
import type { Where } from '../problems';
import { checkDuration, checkUrl } from '../values';
import type { AlertmanagerConfiguration } from './config-props';
import type { AlertmanagerGlobalConfig } from './global-props';
import { checkHostPort } from './host-port';
import { checkMatchers } from './matchers';
import { checkRoute } from './check-route';
import { checkTimePeriod } from './check-time-period';
import { checkTemplates } from './templates';

/**
 * Reports what Alertmanager would refuse in the parts of a configuration. Receivers are checked where they are
 * rendered, and what the parts say of each other on the native whole, since `additionalConfig` has its share in it.
 *
 * @param retention milliseconds, where it is known
 */
export function checkConfiguration(
  where: Where,
  config: AlertmanagerConfiguration,
  retention: number | undefined,
): void {
  checkGlobal(where.at('global'), config.global ?? {});
  checkRoute(where.at('route'), config.route, retention);
  config.inhibitRules?.forEach(({ sourceMatch, targetMatch }, index) => {
    const at = where.at('inhibitRules', index);
    checkMatchers(at.at('sourceMatch'), sourceMatch);
    checkMatchers(at.at('targetMatch'), targetMatch);
  });
  config.timeIntervals?.forEach(({ timeIntervals }, index) => {
    timeIntervals.forEach((period, periodIndex) => {
      checkTimePeriod(where.at('timeIntervals', index, 'timeIntervals', periodIndex), period);
    });
  });
  checkTemplates(where.at('templates'), config.templates ?? []);
}

function checkGlobal(where: Where, global: AlertmanagerGlobalConfig): void {
  checkDuration(where.at('resolveTimeout'), global.resolveTimeout);
  checkHttpClient(where.at('httpConfig'), global.httpConfig ?? {});
  checkHostPort(where.at('smtpSmarthost'), global.smtpSmarthost);
  if (global.smtpTlsConfig) {
    checkTls(where.at('smtpTlsConfig'), global.smtpTlsConfig);
  }
  checkExclusive(where, global, ['slackApiUrl', 'slackAppToken']);
  checkUrl(where.at('slackAppUrl'), global.slackAppUrl);
  checkUrl(where.at('pagerdutyUrl'), global.pagerdutyUrl);
}
