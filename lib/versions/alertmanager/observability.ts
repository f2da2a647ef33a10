import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { section } from './old';

const tracing = since('0.30', '#4745');
const recorder = since('0.33', '#5072');
const kafka = since('0.33', '#5246');
const batches = since('0.34', '#5392');

/** What Alertmanager tells about itself. */
export const observabilitySections = {
  tracing_config: {
    ...each(tracing, 'client_type', 'endpoint', 'sampling_fraction', 'insecure'),
    ...each(tracing, 'headers', 'compression', 'timeout'),
    tls_config: section('tls_config', tracing),
  },
  event_recorder_config: {
    file_outputs: section('event_file_output', recorder),
    webhook_outputs: section('event_webhook_output', recorder),
    kafka_outputs: section('event_kafka_output', kafka),
    stdout_outputs: since('0.34', '#5311'),
  },
  event_file_output: each(recorder, 'path'),
  event_webhook_output: {
    ...each(recorder, 'url', 'timeout', 'workers', 'max_retries', 'retry_backoff'),
    http_config: section('http_config', recorder),
    ...each(batches, 'batch', 'batch_max_events', 'batch_max_bytes', 'batch_flush_interval'),
  },
  event_kafka_output: {
    ...each(kafka, 'brokers', 'topic', 'client_id', 'format', 'acks', 'compression', 'buffer_size'),
    tls_config: section('tls_config', kafka),
  },
} satisfies Catalogue;
