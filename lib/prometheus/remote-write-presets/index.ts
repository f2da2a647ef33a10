export { mimir, type MimirOptions } from './mimir';
export type { PresetOptions as RemoteWritePresetOptions } from './preset';
export { thanosReceive, type ThanosReceiveOptions } from './thanos-receive';
export { victoriaMetrics, type VictoriaMetricsOptions } from './victoria-metrics';
