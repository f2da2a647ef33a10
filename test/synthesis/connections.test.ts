import * as fc from 'fast-check';
import { originsOf, type Connection, type PodGroup } from '../../lib/synthesis';

const prometheus: PodGroup = {
  namespace: 'monitoring',
  podSelector: { 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/instance': 'k8s' },
};
const alertmanager: PodGroup = {
  namespace: 'monitoring',
  podSelector: { 'app.kubernetes.io/name': 'alertmanager' },
};
const grafana: PodGroup = { namespace: 'grafana', podSelector: { app: 'grafana' } };

const WEB = { name: 'web', number: 9090 };

describe('who opens connections to pods', () => {
  test('is found by port, namespace and labels', () => {
    const connections: Connection[] = [
      { from: grafana, to: prometheus, port: 'web' },
      { from: alertmanager, to: prometheus, port: 9094 },
      { from: alertmanager, to: { ...prometheus, namespace: 'other' }, port: 'web' },
      {
        from: alertmanager,
        to: { ...prometheus, podSelector: { 'app.kubernetes.io/name': 'thanos' } },
        port: 'web',
      },
    ];
    expect(originsOf(connections, [prometheus], WEB)).toEqual([grafana]);
    expect(originsOf([{ from: grafana, to: prometheus, port: 9090 }], [prometheus], WEB)).toEqual([grafana]);
  });

  test('may have chosen them by fewer labels than they have, but not by others', () => {
    const wide = { namespace: 'monitoring', podSelector: { 'app.kubernetes.io/name': 'prometheus' } };
    const narrow = { namespace: 'monitoring', podSelector: { ...prometheus.podSelector, shard: '0' } };
    expect(originsOf([{ from: grafana, to: wide, port: 'web' }], [prometheus], WEB)).toEqual([grafana]);
    expect(
      originsOf([{ from: grafana, to: { ...wide, podSelector: {} }, port: 'web' }], [prometheus], WEB),
    ).toEqual([grafana]);
    expect(originsOf([{ from: grafana, to: narrow, port: 'web' }], [prometheus], WEB)).toEqual([]);
  });

  test('is named once and in one order, whatever that of the connections and of the labels', () => {
    const again: PodGroup = {
      ...prometheus,
      podSelector: Object.fromEntries(Object.entries(prometheus.podSelector).reverse()),
    };
    const connections = [grafana, prometheus, again, alertmanager, grafana].map((from): Connection => ({
      from,
      to: prometheus,
      port: 'web',
    }));
    const origins = originsOf(connections, [prometheus], WEB);
    expect(origins).toHaveLength(3);
    fc.assert(
      fc.property(fc.shuffledSubarray(connections, { minLength: connections.length }), (shuffled) => {
        expect(originsOf(shuffled, [prometheus], WEB)).toEqual(origins);
      }),
    );
  });
});
