import type { VictoropsConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** An incident at Splunk On-Call, formerly VictorOps. Texts are templates. Operator: `VictorOpsConfig`. */
export interface VictoropsProps extends HttpNotifierProps {
  /** Key of the API. @default - the global one */
  readonly apiKey?: SecretKeySelector;

  /** @default - the global one */
  readonly apiUrl?: string;

  /** Leads to a team; no secret. */
  readonly routingKey: string;

  /** `CRITICAL`, `WARNING` or `INFO` while firing. @default 'CRITICAL' */
  readonly messageType?: string;

  /** Long text. */
  readonly stateMessage?: string;

  /** Short text. */
  readonly entityDisplayName?: string;

  /** Name of the sender. */
  readonly monitoringTool?: string;

  /** More fields by name; none of those that Splunk On-Call defines. */
  readonly customFields?: Readonly<Record<string, string>>;
}

/** A receiver that opens incidents at Splunk On-Call. */
export function victorops(name: string, props: VictoropsProps): Receiver {
  return { name, victoropsConfigs: [props] };
}

const RESERVED = [
  'routing_key',
  'message_type',
  'state_message',
  'entity_display_name',
  'monitoring_tool',
  'entity_id',
  'entity_state',
];

export const victoropsKind = defineHttpKind<VictoropsProps, VictoropsConfig>({
  secrets: { apiKey: 'api_key_file' },
  fields: {
    apiUrl: 'api_url',
    routingKey: 'routing_key',
    messageType: 'message_type',
    stateMessage: 'state_message',
    entityDisplayName: 'entity_display_name',
    monitoringTool: 'monitoring_tool',
    customFields: 'custom_fields',
  },
  demands: {
    required: ['routing_key'],
    sources: [
      {
        oneOf: ['api_key', 'api_key_file'],
        global: ['victorops_api_key', 'victorops_api_key_file'],
        complaint: 'has no key, and there is no global one',
        remedy: "Set `apiKey: secretKey('victorops', 'key')` here, or `global.victoropsApiKey`.",
      },
    ],
    urls: ['api_url'],
    more(where, native, words) {
      for (const field of RESERVED.filter((name) => Object.hasOwn(native.custom_fields ?? {}, name))) {
        where.at(words('custom_fields')).error({
          code: 'contradiction',
          value: field,
          complaint: 'is a field that Splunk On-Call defines',
          remedy: 'Choose another name.',
        });
      }
    },
  },
});
