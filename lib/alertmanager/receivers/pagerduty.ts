import { checkExclusive } from '../../http';
import type { PagerdutyConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { checkUrlForm } from '../../values';
import { isSet, isTemplate } from './demands';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
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

export const pagerdutyKind = defineHttpKind<PagerdutyProps, PagerdutyConfig>({
  secrets: { routingKey: 'routing_key_file', serviceKey: 'service_key_file' },
  fields: {
    url: 'url',
    client: 'client',
    clientURL: 'client_url',
    description: 'description',
    severity: 'severity',
    source: 'source',
    component: 'component',
    group: 'group',
    class: 'class',
    details: 'details',
    images: 'images',
    links: 'links',
    timeout: 'timeout',
  },
  checkProps(where, props) {
    checkExclusive(where, props, ['routingKey', 'serviceKey']);
  },
  demands: {
    urls: ['url'],
    templateUrls: ['client_url'],
    durations: ['timeout'],
    more(where, native, words) {
      native.links?.forEach(({ href }, index) => {
        if (href !== undefined && !isTemplate(href)) {
          checkUrlForm(where.at(words('links'), index, 'href'), href);
        }
      });
      const keys = (['routing_key', 'service_key'] as const).map((field) => {
        const inClear = isSet(native[field]);
        const inFile = isSet(native[`${field}_file`]);
        if (inClear && inFile) {
          where.error({
            code: 'contradiction',
            complaint: `has ${field} and ${field}_file, of which only one can hold`,
            remedy: 'Keep one of them.',
          });
        }
        return inClear || inFile;
      });
      if (!keys.includes(true)) {
        where.error({
          code: 'incomplete',
          complaint: 'has no key',
          remedy: "Set `routingKey: secretKey('pagerduty', 'routing-key')`.",
        });
      }
    },
  },
});
