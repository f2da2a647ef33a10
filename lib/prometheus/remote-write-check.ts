import { checkExclusive, checkHttpClient } from '../http';
import type { Where } from '../problems';
import { checkRelabelings } from '../scrape';
import { checkChoice, checkDuration, checkUrl, checkWholeNumber, parseDuration } from '../values';
import { checkAzureAd } from './azure-ad';
import { checkHeaders, checkUniqueNames } from './remote-endpoint';
import type { QueueConfig, RemoteWrite } from './remote-write-props';
import { checkSigv4 } from './sigv4';

/** Upstream: `DefaultQueueConfig`. */
const QUEUE_DEFAULTS = { minShards: 1, maxShards: 50, minBackoff: '30ms', maxBackoff: '5s' } as const;

/** Reports what is wrong with the places that samples are sent on to. */
export function checkRemoteWrites(where: Where, remotes: readonly RemoteWrite[]): void {
  checkUniqueNames(where, remotes, 'another place to write to');
  remotes.forEach((remote, index) => {
    checkRemoteWrite(where.at(index), remote);
  });
}

function checkRemoteWrite(where: Where, remote: RemoteWrite): void {
  checkUrl(where.at('url'), remote.url);
  checkHttpClient(where, remote);
  if (remote.sigv4 !== undefined || remote.azureAd !== undefined) {
    checkExclusive(where, remote, [
      'sigv4',
      'azureAd',
      'basicAuth',
      'authorization',
      'oauth2',
      'bearerTokenFile',
    ]);
  }
  if (remote.azureAd !== undefined) {
    checkAzureAd(where.at('azureAd'), remote.azureAd);
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
