import { renderHttpClient, type FileContext } from '../http';
import type { RemoteWrite as NativeRemoteWrite } from '../native/prometheus';
import type { Where } from '../problems';
import { renderRelabelings } from '../scrape';
import { compact } from '../values';
import { renderAzureAd } from './azure-ad';
import type { MetadataConfig, QueueConfig, RemoteWrite } from './remote-write-props';
import { renderSigv4 } from './sigv4';

const MESSAGES = { 'V1.0': 'prometheus.WriteRequest', 'V2.0': 'io.prometheus.write.v2.Request' } as const;

/** A place to write to, natively. */
export function renderRemoteWrite(
  where: Where,
  remote: RemoteWrite,
  context: FileContext,
): NativeRemoteWrite {
  return compact<NativeRemoteWrite>({
    url: remote.url,
    name: remote.name,
    protobuf_message: remote.messageVersion && MESSAGES[remote.messageVersion],
    remote_timeout: remote.remoteTimeout,
    headers: remote.headers,
    send_exemplars: remote.sendExemplars,
    send_native_histograms: remote.sendNativeHistograms,
    ...renderHttpClient(where, remote, context),
    round_robin_dns: remote.roundRobinDNS,
    azuread: remote.azureAd && renderAzureAd(remote.azureAd),
    sigv4: remote.sigv4 && renderSigv4(remote.sigv4),
    write_relabel_configs: remote.writeRelabelConfigs && renderRelabelings(remote.writeRelabelConfigs),
    queue_config: remote.queueConfig && renderQueue(remote.queueConfig),
    metadata_config: remote.metadataConfig && renderMetadata(remote.metadataConfig),
  });
}

function renderQueue(queue: QueueConfig): NonNullable<NativeRemoteWrite['queue_config']> {
  return compact({
    capacity: queue.capacity,
    min_shards: queue.minShards,
    max_shards: queue.maxShards,
    max_samples_per_send: queue.maxSamplesPerSend,
    batch_send_deadline: queue.batchSendDeadline,
    min_backoff: queue.minBackoff,
    max_backoff: queue.maxBackoff,
    retry_on_http_429: queue.retryOnRateLimit,
    sample_age_limit: queue.sampleAgeLimit,
  });
}

function renderMetadata(metadata: MetadataConfig): NonNullable<NativeRemoteWrite['metadata_config']> {
  return compact({
    send: metadata.send,
    send_interval: metadata.sendInterval,
    max_samples_per_send: metadata.maxSamplesPerSend,
  });
}
