import { checkExclusive, checkHttpClient } from '../http';
import type { Where } from '../problems';
import { checkRelabelings } from '../scrape';
import { checkChoice, checkDuration, checkUrl, checkWholeNumber, parseDuration } from '../values';
import type { QueueConfig, RemoteWrite } from './remote-write-props';

/** Headers that Prometheus writes itself, in lower case. Upstream: `reservedHeaders`. */
const RESERVED_HEADERS = new Set([
  'authorization',
  'host',
  'content-encoding',
  'content-length',
  'content-type',
  'user-agent',
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'www-authenticate',
  'accept-encoding',
  'x-prometheus-remote-write-version',
  'x-prometheus-remote-read-version',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-content-sha256',
]);

/** Upstream: `DefaultQueueConfig`. */
const QUEUE_DEFAULTS = { minShards: 1, maxShards: 50, minBackoff: '30ms', maxBackoff: '5s' } as const;

/** Reports what is wrong with the places that samples are sent on to. */
export function checkRemoteWrites(where: Where, remotes: readonly RemoteWrite[]): void {
  const names = new Set<string>();
  remotes.forEach((remote, index) => {
    const at = where.at(index);
    checkRemoteWrite(at, remote);
    const { name = '' } = remote;
    if (name !== '' && names.has(name)) {
      at.at('name').error({
        code: 'duplicate',
        value: name,
        complaint: 'is the name of another place to write to',
        remedy: 'Prometheus refuses two of one name; choose another.',
      });
    }
    names.add(name);
  });
}

function checkRemoteWrite(where: Where, remote: RemoteWrite): void {
  checkUrl(where.at('url'), remote.url);
  checkHttpClient(where, remote);
  if (remote.sigv4 !== undefined) {
    checkExclusive(where, remote, ['sigv4', 'basicAuth', 'authorization', 'oauth2', 'bearerTokenFile']);
  }
  checkChoice(where.at('messageVersion'), remote.messageVersion, ['V1.0', 'V2.0']);
  checkDuration(where.at('remoteTimeout'), remote.remoteTimeout, { positive: true });
  checkRelabelings(where.at('writeRelabelConfigs'), remote.writeRelabelConfigs);
  checkHeaders(where.at('headers'), remote.headers ?? {});
  checkSigv4(where.at('sigv4'), remote.sigv4 ?? {});
  checkQueue(where.at('queueConfig'), remote.queueConfig ?? {});
  const { sendInterval, maxSamplesPerSend } = remote.metadataConfig ?? {};
  checkDuration(where.at('metadataConfig', 'sendInterval'), sendInterval, { positive: true });
  checkWholeNumber(where.at('metadataConfig', 'maxSamplesPerSend'), maxSamplesPerSend, { least: 1 });
}

function checkHeaders(where: Where, headers: Readonly<Record<string, string>>): void {
  for (const header of Object.keys(headers)) {
    if (RESERVED_HEADERS.has(header.toLowerCase())) {
      where.error({
        code: 'header-taken',
        value: header,
        complaint: 'is written by Prometheus itself',
        remedy: 'Leave it out; credentials have fields of their own.',
      });
    }
  }
}

function checkSigv4(where: Where, sigv4: object): void {
  for (const key of ['accessKey', 'secretKey']) {
    if (key in sigv4) {
      where.at(key).error({
        code: 'no-file-twin',
        complaint:
          'cannot be read from a file by Prometheus, and values of Secrets are not written into manifests',
        remedy: 'Use workload identity, or mount a credentials file with `secrets` and name its `profile`.',
      });
    }
  }
}

function checkQueue(where: Where, queue: QueueConfig): void {
  for (const field of ['batchSendDeadline', 'minBackoff', 'maxBackoff', 'sampleAgeLimit'] as const) {
    checkDuration(where.at(field), queue[field]);
  }
  for (const field of ['capacity', 'minShards', 'maxShards', 'maxSamplesPerSend'] as const) {
    checkWholeNumber(where.at(field), queue[field], { least: 1 });
  }
  const { minShards, maxShards, minBackoff, maxBackoff } = { ...QUEUE_DEFAULTS, ...queue };
  checkOrder(where.at('minShards'), minShards > maxShards, minShards, `maxShards ${maxShards}`);
  const [shortest, longest] = [parseDuration(minBackoff), parseDuration(maxBackoff)];
  const backwards = shortest !== undefined && longest !== undefined && shortest > longest;
  checkOrder(where.at('minBackoff'), backwards, minBackoff, `maxBackoff "${maxBackoff}"`);
}

function checkOrder(where: Where, backwards: boolean, value: unknown, most: string): void {
  if (backwards) {
    where.error({ code: 'contradiction', value, complaint: `is above ${most}` });
  }
}
