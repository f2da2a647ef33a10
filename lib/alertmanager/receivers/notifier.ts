import type { FileContext, HttpClient } from '../../http';
import type { HttpNotifierConfig } from '../../native/alertmanager';
import type { Where } from '../../problems';
import type { SecretKeySelector } from '../../references';
import { compact } from '../../values';
import { renderHttp } from '../http-client';

/** What every way to notify has. */
export interface NotifierProps {
  /** Whether the end of an alert is notified, too. @default - true; false for email and slack */
  readonly sendResolved?: boolean;
}

/** What every way to notify has that speaks HTTP. */
export interface HttpNotifierProps extends NotifierProps {
  /** HTTP client; replaces the global one as a whole. */
  readonly httpConfig?: HttpClient;
}

/** The native form of what they share. */
export function renderHttpNotifier(
  where: Where,
  props: HttpNotifierProps,
  context: FileContext,
): HttpNotifierConfig {
  return compact<HttpNotifierConfig>({
    send_resolved: props.sendResolved,
    http_config: props.httpConfig && renderHttp(where.at('httpConfig'), props.httpConfig, context),
  });
}

/** The file of a secret that may be absent. */
export function secretFile(
  where: Where,
  reference: SecretKeySelector | undefined,
  { files, referrer }: FileContext,
): string | undefined {
  return reference && files.secret(where, reference, referrer);
}

/** Whether Go's template engine has something to do: then the text is known only when an alert comes. */
export function isTemplate(text: string): boolean {
  return text.includes('{{');
}
