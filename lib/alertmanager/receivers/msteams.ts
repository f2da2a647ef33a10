import type { MsteamsConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/**
 * A message at Microsoft Teams by a connector. Texts are templates. Microsoft retires connectors: use
 * `msteamsv2`. Operator: `MSTeamsConfig`.
 */
export interface MsteamsProps extends HttpNotifierProps {
  /** URL of the connector's webhook. */
  readonly webhookUrl: SecretKeySelector;
  readonly title?: string;
  readonly summary?: string;
  readonly text?: string;
}

/** A receiver that posts to Microsoft Teams by a connector, which Microsoft retires: use `msteamsv2`. */
export function msteams(name: string, props: MsteamsProps): Receiver {
  return { name, msteamsConfigs: [props] };
}

export const msteamsKind = defineHttpKind<MsteamsProps, MsteamsConfig>({
  secrets: { webhookUrl: 'webhook_url_file' },
  fields: { title: 'title', summary: 'summary', text: 'text' },
  demands: {
    sources: [
      {
        oneOf: ['webhook_url', 'webhook_url_file'],
        complaint: 'has no webhook',
        remedy: "Set `webhookUrl: secretKey('teams', 'url')`.",
      },
    ],
    urls: ['webhook_url'],
  },
});
