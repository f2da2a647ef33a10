import { checkHttpClient, renderHttpClient, type FileContext, type HttpClient } from '../http';
import type { RemoteRead as NativeRemoteRead } from '../native/prometheus';
import type { Where } from '../problems';
import { checkDuration, checkLabelName, checkUrl, compact } from '../values';
import { checkHeaders, checkUniqueNames } from './remote-endpoint';

/** A place that older samples are read from. Operator: `RemoteReadSpec`; upstream: `<remote_read>`. */
export interface RemoteRead extends HttpClient {
  readonly url: string;

  /** Name in metrics and logs, unique among the places to read from. @default - a hash of the settings */
  readonly name?: string;

  /** Labels that a query must name for this place to be asked. @default - every query */
  readonly requiredMatchers?: Readonly<Record<string, string>>;

  /** Prometheus duration. @default '1m' */
  readonly remoteTimeout?: string;

  /** Headers of every request; not for secrets. */
  readonly headers?: Readonly<Record<string, string>>;

  /** Whether times that the own database covers are asked for as well. @default false */
  readonly readRecent?: boolean;

  /** Whether external labels are part of what is asked for. @default true */
  readonly filterExternalLabels?: boolean;
}

/** Reports what is wrong with the places that samples are read from. */
export function checkRemoteReads(where: Where, remotes: readonly RemoteRead[]): void {
  checkUniqueNames(where, remotes, 'another place to read from');
  remotes.forEach((remote, index) => {
    const at = where.at(index);
    checkUrl(at.at('url'), remote.url);
    checkHttpClient(at, remote);
    checkDuration(at.at('remoteTimeout'), remote.remoteTimeout, { positive: true });
    checkHeaders(at.at('headers'), remote.headers ?? {});
    for (const label of Object.keys(remote.requiredMatchers ?? {})) {
      checkLabelName(at.at('requiredMatchers'), label);
    }
  });
}

/** A place to read from, natively. */
export function renderRemoteRead(where: Where, remote: RemoteRead, context: FileContext): NativeRemoteRead {
  return compact<NativeRemoteRead>({
    url: remote.url,
    name: remote.name,
    required_matchers: remote.requiredMatchers,
    remote_timeout: remote.remoteTimeout,
    headers: remote.headers,
    read_recent: remote.readRecent,
    ...renderHttpClient(where, remote, context),
    filter_external_labels: remote.filterExternalLabels,
  });
}
