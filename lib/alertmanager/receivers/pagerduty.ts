import { checkExclusive, checkHttpClient } from '../../http';
import type { PagerdutyConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { checkUrl, compact } from '../../values';
import { checkGoDuration } from '../go-duration';
import type { IntegrationKind } from './kind';
import { renderHttpNotifier, secretFile, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** Incidents at PagerDuty. Operator: `PagerDutyConfig`. */
export interface PagerdutyProps extends HttpNotifierProps {
  /** Key of an integration of type "Events API v2". Excludes `serviceKey`. */
  readonly routingKey?: SecretKeySelector;

  /** Key of an integration of type "Prometheus". Excludes `routingKey`. */
  readonly serviceKey?: SecretKeySelector;

  /** API. @default - the global one */
  readonly url?: string;
  readonly client?: string;
  readonly clientURL?: string;
  readonly description?: string;

  /** @default 'error' */
  readonly severity?: string;

  /** What is affected. @default - `client` */
  readonly source?: string;
  readonly component?: string;
  readonly group?: string;
  readonly class?: string;

  /** More facts by name. Four are there by themselves: firing, resolved, and the number of each. */
  readonly details?: NonNullable<PagerdutyConfig['details']>;
  readonly images?: NonNullable<PagerdutyConfig['images']>;
  readonly links?: NonNullable<PagerdutyConfig['links']>;

  /** Time limit of one request. Go duration. @default - that of the group's interval */
  readonly timeout?: string;
}

/** A receiver that opens incidents at PagerDuty. */
export function pagerduty(name: string, props: PagerdutyProps): Receiver {
  return { name, pagerdutyConfigs: [props] };
}

export const pagerdutyKind: IntegrationKind<PagerdutyProps, PagerdutyConfig> = {
  check(where, props) {
    checkExclusive(where, props, ['routingKey', 'serviceKey']);
    if (props.routingKey === undefined && props.serviceKey === undefined) {
      where.error({
        code: 'incomplete',
        complaint: 'has no key',
        remedy: "Set `routingKey: secretKey('pagerduty', 'routing-key')`.",
      });
    }
    checkUrl(where.at('url'), props.url);
    checkGoDuration(where.at('timeout'), props.timeout);
    checkHttpClient(where.at('httpConfig'), props.httpConfig ?? {});
  },

  render(where, props, context) {
    const { client, description, severity, source, component, group, details, images, links } = props;
    return compact<PagerdutyConfig>({
      routing_key_file: secretFile(where.at('routingKey'), props.routingKey, context),
      service_key_file: secretFile(where.at('serviceKey'), props.serviceKey, context),
      url: props.url,
      client,
      client_url: props.clientURL,
      description,
      severity,
      source,
      component,
      group,
      class: props.class,
      details,
      images,
      links,
      timeout: props.timeout,
      ...renderHttpNotifier(where, props, context),
    });
  },
};
