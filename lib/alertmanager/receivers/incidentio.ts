import type { IncidentioConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { checkWholeNumber } from '../../values';
import { isSet } from './demands';
import { secretFile } from './kind';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** An alert source at incident.io. Upstream: `incidentio_config`. */
export interface IncidentioProps extends HttpNotifierProps {
  /** URL of the alert source, plain or by reference. */
  readonly url: string | SecretKeySelector;

  /** Token of the alert source. Excludes `httpConfig.authorization`. */
  readonly alertSourceToken?: SecretKeySelector;

  /** Alerts per message; 0 for all. @default 0 */
  readonly maxAlerts?: number;

  /** Time limit of one request. Go duration. @default - that of the group's interval */
  readonly timeout?: string;
}

/** A receiver that is an alert source of incident.io. */
export function incidentio(name: string, props: IncidentioProps): Receiver {
  return { name, incidentioConfigs: [props] };
}

export const incidentioKind = defineHttpKind<IncidentioProps, IncidentioConfig>({
  secrets: { alertSourceToken: 'alert_source_token_file' },
  fields: { maxAlerts: 'max_alerts', timeout: 'timeout' },
  checkProps(where, { maxAlerts }) {
    checkWholeNumber(where.at('maxAlerts'), maxAlerts);
  },
  rest: (where, { url }, context) =>
    typeof url === 'string' ? { url } : { url_file: secretFile(where.at('url'), url, context) ?? '' },
  demands: {
    sources: [
      {
        oneOf: ['url', 'url_file'],
        complaint: 'has no URL',
        remedy: 'Set `url` to that of the alert source.',
      },
      {
        oneOf: ['alert_source_token', 'alert_source_token_file'],
        optional: true,
        complaint: 'has no token',
        remedy: '',
      },
    ],
    urls: ['url'],
    durations: ['timeout'],
    more(where, native) {
      const hasToken = isSet(native.alert_source_token) || isSet(native.alert_source_token_file);
      const hasHeader = native.http_config?.authorization !== undefined;
      if (hasToken === hasHeader) {
        where.error({
          code: hasToken ? 'contradiction' : 'incomplete',
          complaint: hasToken ? 'has a token twice: its own and that of httpConfig' : 'has no token',
          remedy: "Set `alertSourceToken: secretKey('incidentio', 'token')`, or `httpConfig.authorization`.",
        });
      }
    },
  },
});
