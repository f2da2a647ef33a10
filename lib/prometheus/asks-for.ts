import { asksForCertificate } from '../web';
import type { WebProps } from './web-props';

/** What a web server wants to be shown by those who ask it. */
export function asksFor(web: WebProps = {}): { readonly password: boolean; readonly certificate: boolean } {
  return { password: web.configFile?.basicAuth !== undefined, certificate: asksForCertificate(web) };
}
