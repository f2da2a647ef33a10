import type { Construct } from 'constructs';
import { checkExclusive, type FileContext } from '../http';
import type { Where } from '../problems';
import { checkGoDuration, checkLabelName } from '../values';
import { given, type Decided } from './compiled';
import { checkGrpcServerTls, grpcServerFlags } from './grpc-tls';
import { STORE } from './kinds';
import type { ThanosModel } from './model';
import { checkHasStorage, objectStorageParts } from './object-storage-parts';
import { checkObjectStorage } from './objstore';
import { DATA_DIRECTORY, GRPC_PORT, GRPC_PORT_NAME } from './paths';
import type { HasStoreEndpoint, StoreEndpoint } from './store-endpoint';
import type { ThanosStoreProps } from './store-props';
import { ThanosConstruct } from './thanos-construct';

/** Serves what is in an object storage to a ThanosQuery: the past. */
export class ThanosStore extends ThanosConstruct<ThanosStoreProps> implements HasStoreEndpoint {
  readonly storeEndpoint: StoreEndpoint;

  constructor(scope: Construct, id: string, props: ThanosStoreProps) {
    super(scope, id, props, {
      kind: STORE,
      shape: 'ThanosStoreProps',
      check,
      fallback: { storage: { emptyDir: {} } },
    });
    const { place, name, names, podGroup } = this.model;
    this.storeEndpoint = Object.freeze({
      title: `ThanosStore ${place.namespace}/${name}`,
      kind: 'store',
      // Each replica serves all blocks: whichever is ready will do.
      addresses: [`${names.service}.${place.namespace}.svc:${GRPC_PORT}`],
      strict: true,
      tls: this.model.props.grpcServerTlsConfig !== undefined,
      podGroup,
      port: { name: GRPC_PORT_NAME, number: GRPC_PORT },
      replicaLabels: this.model.props.replicaLabels ?? [],
      externalLabels: undefined,
    });
  }

  protected decide(where: Where, context: FileContext): Decided {
    const { props } = this.model;
    const storage = objectStorageParts(where, props, context);
    const indexCache =
      props.indexCacheConfig &&
      context.files.secret(where.at('indexCacheConfig'), props.indexCacheConfig, context.referrer);
    return {
      flags: [
        ['data-dir', DATA_DIRECTORY],
        ...storage.flags,
        ...given([
          ['min-time', props.minTime],
          ['max-time', props.maxTime],
          ['index-cache-size', props.indexCacheSize],
          ['index-cache.config-file', indexCache],
          ['chunk-pool-size', props.chunkPoolSize],
          ['sync-block-duration', props.syncBlockDuration],
        ]),
        ...grpcServerFlags(where.at('grpcServerTlsConfig'), props.grpcServerTlsConfig, context),
      ],
      configFiles: storage.configFiles,
      env: storage.env,
      connections: [],
    };
  }
}

function check(where: Where, props: ThanosStoreProps, { release }: ThanosModel): void {
  checkHasStorage(where, props);
  checkObjectStorage(where, props, release.version);
  checkExclusive(where, props, ['indexCacheSize', 'indexCacheConfig']);
  checkGoDuration(where.at('syncBlockDuration'), props.syncBlockDuration);
  checkGrpcServerTls(where.at('grpcServerTlsConfig'), props.grpcServerTlsConfig);
  props.replicaLabels?.forEach((label, index) => {
    checkLabelName(where.at('replicaLabels', index), label);
  });
}
