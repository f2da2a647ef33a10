import type { ThanosCommand } from '../versions';

/** What the programs of Thanos are to each other. */
export interface ThanosKind {
  readonly command: ThanosCommand;

  /** Value of `app.kubernetes.io/name`, and the beginning of all names. */
  readonly app: string;

  /** How many there are where nobody says so. */
  readonly replicas: number;

  /** Whether each pod has data of its own. */
  readonly stateful: boolean;

  /** Whether others read from it by gRPC. */
  readonly grpc: boolean;
}

export const QUERY: ThanosKind = {
  command: 'query',
  app: 'thanos-query',
  replicas: 2,
  stateful: false,
  grpc: true,
};

export const QUERY_FRONTEND: ThanosKind = {
  command: 'query-frontend',
  app: 'thanos-query-frontend',
  replicas: 2,
  stateful: false,
  grpc: false,
};

export const RULER: ThanosKind = {
  command: 'rule',
  app: 'thanos-ruler',
  replicas: 2,
  stateful: true,
  grpc: true,
};

export const STORE: ThanosKind = {
  command: 'store',
  app: 'thanos-store',
  replicas: 2,
  stateful: true,
  grpc: true,
};

/** Never more than one: two would compact the same blocks. */
export const COMPACTOR: ThanosKind = {
  command: 'compact',
  app: 'thanos-compactor',
  replicas: 1,
  stateful: true,
  grpc: false,
};
