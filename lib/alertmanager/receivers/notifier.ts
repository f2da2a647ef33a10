import { checkHttpClient, type FileContext, type HttpClient } from '../../http';
import type { HttpNotifierConfig } from '../../native/alertmanager';
import type { Where } from '../../problems';
import { compact } from '../../values';
import { asWritten } from '../../versions';
import { renderHttp } from '../http-client';
import { checkNativeHttp } from './check-http';
import { defineKind, type IntegrationKind, type KindSpec } from './kind';

/** What every way to notify has. */
export interface NotifierProps {
  /** Whether the end of an alert is notified, too. @default - true; false for email, rocketchat, slack and wechat */
  readonly sendResolved?: boolean;
}

/** What every way to notify has that speaks HTTP. */
export interface HttpNotifierProps extends NotifierProps {
  /** HTTP client; replaces the global one as a whole. */
  readonly httpConfig?: HttpClient;
}

/** A kind that speaks HTTP: all but mail. */
export function defineHttpKind<Props extends HttpNotifierProps, Native extends HttpNotifierConfig>(
  spec: KindSpec<Props, Native>,
): IntegrationKind {
  return defineKind<Props, Native>({
    ...spec,
    checkProps(where, props) {
      checkHttpClient(where.at('httpConfig'), props.httpConfig ?? {});
      spec.checkProps?.(where, props);
    },
    demands: {
      ...spec.demands,
      more(where, native, words, global) {
        if (words === asWritten) checkNativeHttp(where.at('http_config'), native.http_config);
        spec.demands.more?.(where, native, words, global);
      },
    },
    rest: (where, props, context) => ({
      ...spec.rest?.(where, props, context),
      ...(renderHttpNotifier(where, props, context) as Partial<Native>),
    }),
  });
}

function renderHttpNotifier(
  where: Where,
  props: HttpNotifierProps,
  context: FileContext,
): HttpNotifierConfig {
  return compact<HttpNotifierConfig>({
    send_resolved: props.sendResolved,
    http_config: props.httpConfig && renderHttp(where.at('httpConfig'), props.httpConfig, context),
  });
}
