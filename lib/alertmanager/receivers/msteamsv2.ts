import type { Msteamsv2Config } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** A card at Microsoft Teams by a workflow. Texts are templates. Operator: `MSTeamsV2Config`. */
export interface Msteamsv2Props extends HttpNotifierProps {
  /** URL of the workflow. */
  readonly webhookURL: SecretKeySelector;
  readonly title?: string;
  readonly text?: string;
}

/** A receiver that posts to Microsoft Teams by a workflow. */
export function msteamsv2(name: string, props: Msteamsv2Props): Receiver {
  return { name, msteamsv2Configs: [props] };
}

export const msteamsv2Kind = defineHttpKind<Msteamsv2Props, Msteamsv2Config>({
  secrets: { webhookURL: 'webhook_url_file' },
  fields: { title: 'title', text: 'text' },
  demands: {
    sources: [
      {
        oneOf: ['webhook_url', 'webhook_url_file'],
        complaint: 'has no webhook',
        remedy: "Set `webhookURL: secretKey('teams', 'url')`.",
      },
    ],
    urls: ['webhook_url'],
  },
});
