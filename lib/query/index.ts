export { thanosAlerts } from './alerts';
export type { CompactorRetention, ThanosCompactorProps } from './compactor-props';
export type {
  InMemoryCache,
  MemcachedCache,
  RedisCache,
  ResponseCache,
  ThanosQueryFrontendProps,
} from './frontend-props';
export { checkGrpcServerTls, grpcServerFlags, type GrpcClientTls, type GrpcServerTls } from './grpc-tls';
export type { ThanosHttpClient } from './http-client';
export * from './objstore';
export { thanosMonitor, type ThanosMonitorOptions } from './monitor';
export { GRPC_PORT, GRPC_PORT_NAME, HTTP_PORT, RULER_PATHS } from './paths';
export type { ServedProps, StatefulProps, ThanosProps, ThanosWeb } from './props';
export { checkReplicaLabels } from './ruler-rules';
export type { EndpointAddress, ThanosQueryProps } from './query-props';
export type { QuerySettings, RulerSettings } from './reader-settings';
export { thanosRelease, type ThanosRelease } from './release';
export type { QueryTarget, RulerAlertmanager, ThanosRulerProps } from './ruler-props';
export type { ScrapedThanos } from './scraped';
export type {
  HasQueryEndpoint,
  HasStoreEndpoint,
  NamedPort,
  QueryEndpoint,
  StoreEndpoint,
} from './store-endpoint';
export {
  checkSidecar,
  renderSidecar,
  SIDECAR_HTTP_PORT_NAME,
  SIDECAR_PORTS,
  uploadFlags,
  type RenderedSidecar,
} from './sidecar';
export { servedThanos, type ServedThanos } from './served';
export type { ThanosSidecar } from './sidecar-props';
export type { ThanosStoreProps } from './store-props';
export { ThanosCompactor } from './thanos-compactor';
export { ThanosQuery } from './thanos-query';
export { ThanosQueryFrontend } from './thanos-query-frontend';
export { ThanosRuler } from './thanos-ruler';
export { ThanosStore } from './thanos-store';
export { HubRuler } from './hub-ruler';
export { ViewQuery } from './view-query';
export { ViewRuler, type RulesOfView } from './view-ruler';
