import type { WechatConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** A message of a WeChat application. Texts are templates. Operator: `WeChatConfig`. */
export interface WechatProps extends HttpNotifierProps {
  /** Secret of the application. @default - the global one */
  readonly apiSecret?: SecretKeySelector;

  /** @default - the global one */
  readonly apiURL?: string;

  /** Company. @default - the global one */
  readonly corpID?: string;

  /** Application. */
  readonly agentID?: string;

  /** Users, departments and tags of users. */
  readonly toUser?: string;
  readonly toParty?: string;
  readonly toTag?: string;
  readonly message?: string;

  /** @default 'text' */
  readonly messageType?: 'text' | 'markdown';
}

/** A receiver that sends by WeChat. */
export function wechat(name: string, props: WechatProps): Receiver {
  return { name, wechatConfigs: [props] };
}

export const wechatKind = defineHttpKind<WechatProps, WechatConfig>({
  secrets: { apiSecret: 'api_secret_file' },
  fields: {
    apiURL: 'api_url',
    corpID: 'corp_id',
    agentID: 'agent_id',
    toUser: 'to_user',
    toParty: 'to_party',
    toTag: 'to_tag',
    message: 'message',
    messageType: 'message_type',
  },
  demands: {
    sources: [
      {
        oneOf: ['api_secret', 'api_secret_file'],
        global: ['wechat_api_secret', 'wechat_api_secret_file'],
        complaint: 'has no secret, and there is no global one',
        remedy: "Set `apiSecret: secretKey('wechat', 'secret')` here, or `global.wechatApiSecret`.",
      },
      {
        oneOf: ['corp_id'],
        global: ['wechat_api_corp_id'],
        complaint: 'has no company, and there is no global one',
        remedy: 'Set `corpID` here, or `global.wechatApiCorpId`.',
      },
    ],
    urls: ['api_url'],
    choices: { message_type: ['text', 'markdown', ''] },
  },
});
