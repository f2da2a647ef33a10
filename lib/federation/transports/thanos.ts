import type { Where } from '../../problems';
import type { FederationEndpoint } from '../endpoint';
import type { Leaf } from '../leaves';
import type { TransportTraits } from './transport';

/** A Query of the hub reads its leaves, when somebody asks: nothing is copied. */
export const THANOS: TransportTraits = {
  props: ['thanos'],
  remedy: 'Leave it out: leaves are read where they are, when a query or a rule needs them, by gRPC.',
  begins: 'hub',
  reached: asStore,
  reachedNames: ({ services }) => services,
  severalWords: (count) => ({
    complaint: `the leaf has ${count} sidecars, each with a part of the series`,
    each: 'of them',
  }),
  urlRemedy:
    'Write `https://thanos.eu.example.com`, with a port where it is not 443 (or 80 of `http`, which is gRPC without TLS), and without a path.',
  isUrl: (url) => /^https?:\/\/[^/?#@]+\/?$/.test(url),
  checkHub: () => undefined,
  checkLeaf,
};

/** A Prometheus as what reads its series by gRPC sees it. */
function asStore(leaf: FederationEndpoint): FederationEndpoint {
  const { basicAuth: _, store, ...endpoint } = leaf;
  return store === undefined
    ? leaf
    : {
        ...endpoint,
        services: store.services,
        pods: store.pods,
        port: store.port,
        scheme: store.tls ? 'https' : 'http',
        asksFor: { password: false, certificate: store.asksForCertificate },
        isClosed: store.isClosed,
      };
}

function checkLeaf(where: Where, { endpoint, client }: Leaf): void {
  if (client.tlsConfig?.maxVersion !== undefined) {
    where.at('tlsConfig', 'maxVersion').error({
      code: 'contradiction',
      value: client.tlsConfig.maxVersion,
      complaint: 'is nothing that Thanos knows of gRPC',
      remedy: 'Leave it out.',
    });
  }
  if (endpoint.store === undefined) {
    where.error({
      code: 'no-store',
      value: endpoint.path,
      complaint: 'has neither sidecars of Thanos nor a view of it: there is nothing that a Query could read',
      remedy:
        endpoint.services.length > 1
          ? "Give it `globalView: 'thanos'`, or `thanos: {}` where it has no view."
          : 'Give it `thanos: {}`.',
    });
  }
}
