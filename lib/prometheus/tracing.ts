import { checkTls, renderTls, type FileContext, type TlsConfig } from '../http';
import type { TracingConfig as NativeTracing } from '../native/prometheus';
import type { Where } from '../problems';
import { checkChoice, checkDuration, compact } from '../values';
import { checkShare } from './share';

/** Where Prometheus sends traces of itself, over OTLP. Operator: `TracingConfig`; upstream: `<tracing_config>`. */
export interface Tracing {
  /** Host and port of the receiver. */
  readonly endpoint: string;

  /** @default 'grpc' */
  readonly clientType?: 'http' | 'grpc';

  /** Share of the traces that is sent, from 0 to 1. @default 0 */
  readonly samplingFraction?: number;

  /** Whether the connection goes without TLS. @default false */
  readonly insecure?: boolean;

  /** Headers of every request; not for secrets. */
  readonly headers?: Readonly<Record<string, string>>;

  /** @default - none */
  readonly compression?: 'gzip';

  /** Prometheus duration. @default '10s' */
  readonly timeout?: string;
  readonly tlsConfig?: TlsConfig;
}

/** Reports what Prometheus would refuse. */
export function checkTracing(where: Where, tracing: Tracing): void {
  if (tracing.endpoint === '') {
    where.at('endpoint').error({ code: 'incomplete', value: '', complaint: 'is empty' });
  }
  checkChoice(where.at('clientType'), tracing.clientType, ['http', 'grpc']);
  checkChoice(where.at('compression'), tracing.compression, ['gzip']);
  checkShare(where.at('samplingFraction'), tracing.samplingFraction);
  checkDuration(where.at('timeout'), tracing.timeout);
  for (const header of Object.keys(tracing.headers ?? {})) {
    if (header.toLowerCase() === 'authorization') {
      where.at('headers').error({
        code: 'header-taken',
        value: header,
        complaint: 'would stand in the configuration as plain text, and upstream has no file for it',
        remedy: 'Send to a collector beside Prometheus that adds it.',
      });
    }
  }
  if (tracing.tlsConfig !== undefined) {
    checkTls(where.at('tlsConfig'), tracing.tlsConfig);
  }
}

/** The settings, natively. */
export function renderTracing(where: Where, tracing: Tracing, context: FileContext): NativeTracing {
  return compact<NativeTracing>({
    endpoint: tracing.endpoint,
    client_type: tracing.clientType,
    sampling_fraction: tracing.samplingFraction,
    insecure: tracing.insecure,
    headers: tracing.headers,
    compression: tracing.compression,
    timeout: tracing.timeout,
    tls_config: tracing.tlsConfig && renderTls(where.at('tlsConfig'), tracing.tlsConfig, context),
  });
}
