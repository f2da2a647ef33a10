import type { OpsgenieConfig, OpsgenieResponder } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { isSet, isTemplate } from './demands';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** An alert at Opsgenie. Texts are templates. Operator: `OpsGenieConfig`. */
export interface OpsgenieProps extends HttpNotifierProps {
  /** Key of the API. @default - the global one */
  readonly apiKey?: SecretKeySelector;

  /** @default - the global one */
  readonly apiURL?: string;

  /** Up to 130 characters. */
  readonly message?: string;
  readonly description?: string;

  /** Link back to the sender. */
  readonly source?: string;

  /** More facts by name; the labels that all alerts share are there by themselves. */
  readonly details?: Readonly<Record<string, string>>;

  /** What the alert is about. */
  readonly entity?: string;

  /** Who responds: each by one of id, name and username. */
  readonly responders?: readonly OpsgenieResponder[];

  /** Actions that the alert offers, separated by commas. */
  readonly actions?: string;

  /** Separated by commas. */
  readonly tags?: string;
  readonly note?: string;

  /** `P1` to `P5`. */
  readonly priority?: string;

  /** Whether an alert that exists gets the new message and description. @default false */
  readonly updateAlerts?: boolean;
}

/** A receiver that opens alerts at Opsgenie. */
export function opsgenie(name: string, props: OpsgenieProps): Receiver {
  return { name, opsgenieConfigs: [props] };
}

const RESPONDER_TYPES = ['team', 'teams', 'user', 'escalation', 'schedule'];

export const opsgenieKind = defineHttpKind<OpsgenieProps, OpsgenieConfig>({
  secrets: { apiKey: 'api_key_file' },
  fields: {
    apiURL: 'api_url',
    message: 'message',
    description: 'description',
    source: 'source',
    details: 'details',
    entity: 'entity',
    responders: 'responders',
    actions: 'actions',
    tags: 'tags',
    note: 'note',
    priority: 'priority',
    updateAlerts: 'update_alerts',
  },
  demands: {
    sources: [
      {
        oneOf: ['api_key', 'api_key_file'],
        global: ['opsgenie_api_key', 'opsgenie_api_key_file'],
        complaint: 'has no key, and there is no global one',
        remedy: "Set `apiKey: secretKey('opsgenie', 'key')` here, or `global.opsgenieApiKey`.",
      },
    ],
    urls: ['api_url'],
    more(where, { responders = [] }, words) {
      responders.forEach(({ id, name, username, type }, index) => {
        const at = where.at(words('responders'), index);
        if (![id, name, username].some(isSet)) {
          at.error({ code: 'incomplete', complaint: 'names nobody', remedy: 'Set id, name or username.' });
        }
        if (!isTemplate(type) && !RESPONDER_TYPES.includes(type.toLowerCase())) {
          at.at('type').error({
            code: 'invalid-choice',
            value: type,
            complaint: `is none of ${RESPONDER_TYPES.map((each) => `"${each}"`).join(', ')}`,
          });
        }
      });
    },
  },
});
