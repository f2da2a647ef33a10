import { configMapKey, MountedFiles, secretKey, type Referrer } from '../../lib/references';
import { complaints, problemsOf } from '../problems/findings';
import { type Where } from '../../lib/problems';

const PROMETHEUS: Referrer = { namespace: 'monitoring', optional: false };
const MONITOR: Referrer = { namespace: 'monitoring', optional: true };

/** What is named by the configuration of a Prometheus, with a check that nothing was wrong with it. */
function files(name: (files: MountedFiles, where: Where) => void): MountedFiles {
  const collected = new MountedFiles('monitoring', '/etc/prometheus');
  expect(
    complaints((where) => {
      name(collected, where);
    }),
  ).toEqual([]);
  return collected;
}

describe('a reference becomes the path of a mounted file', () => {
  test('below one directory for Secrets and one for ConfigMaps, as the operator has it', () => {
    files((collected, where) => {
      expect(collected.secret(where, secretKey('mimir', 'password'), PROMETHEUS)).toBe(
        '/etc/prometheus/secrets/mimir/password',
      );
      expect(collected.either(where, { secret: secretKey('mimir', 'ca.crt') }, PROMETHEUS)).toBe(
        '/etc/prometheus/secrets/mimir/ca.crt',
      );
      expect(collected.either(where, { configMap: configMapKey('corporate-ca', 'ca.crt') }, PROMETHEUS)).toBe(
        '/etc/prometheus/configmaps/corporate-ca/ca.crt',
      );
    });
  });

  test('and one volume for each object, with the keys that are needed and no others', () => {
    const collected = files((all, where) => {
      all.secret(where, secretKey('mimir', 'username'), PROMETHEUS);
      all.secret(where, secretKey('mimir', 'password'), PROMETHEUS);
      all.secret(where, secretKey('mimir', 'password'), PROMETHEUS);
      all.either(where, { configMap: configMapKey('mimir', 'ca.crt') }, PROMETHEUS);
    });
    expect(collected.volumes()).toStrictEqual([
      { name: 'configmap-mimir', configMap: { name: 'mimir', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        name: 'secret-mimir',
        secret: {
          secretName: 'mimir',
          items: [
            { key: 'password', path: 'password' },
            { key: 'username', path: 'username' },
          ],
        },
      },
    ]);
    expect(collected.mounts()).toStrictEqual([
      { name: 'configmap-mimir', mountPath: '/etc/prometheus/configmaps/mimir', readOnly: true },
      { name: 'secret-mimir', mountPath: '/etc/prometheus/secrets/mimir', readOnly: true },
    ]);
  });

  test('whatever the order in which they are named', () => {
    const names = ['b', 'a.b', 'a', 'c'];
    const collect = (order: readonly string[]): MountedFiles =>
      files((all, where) => {
        order.forEach((name) => all.secret(where, secretKey(name, 'token'), PROMETHEUS));
      });
    expect(collect([...names].reverse()).volumes()).toEqual(collect(names).volumes());
  });

  test('of all keys where the object was asked for as a whole, before or after', () => {
    const collected = files((all, where) => {
      all.whole('Secret', 'etcd-client');
      all.secret(where, secretKey('etcd-client', 'tls.key', { optional: true }), MONITOR);
      all.secret(where, secretKey('alerting', 'token'), PROMETHEUS);
      all.whole('Secret', 'alerting');
    });
    expect(collected.volumes()).toStrictEqual([
      { name: 'secret-alerting', secret: { secretName: 'alerting' } },
      { name: 'secret-etcd-client', secret: { secretName: 'etcd-client' } },
    ]);
  });
});

describe('pods start without an object', () => {
  function optional(
    ...references: ReadonlyArray<[optional: boolean | undefined, referrer: Referrer]>
  ): unknown {
    const collected = files((all, where) => {
      references.forEach(([value, referrer], index) => {
        const options = value === undefined ? {} : { optional: value };
        all.secret(where, secretKey('checkout', `key-${index}`, options), referrer);
      });
    });
    return collected.volumes()[0]?.secret?.optional;
  }

  test('that only monitors name', () => {
    expect(optional([undefined, MONITOR], [undefined, MONITOR])).toBe(true);
  });

  test('but not without one that anybody needs, whoever comes first', () => {
    expect(optional([undefined, MONITOR], [undefined, PROMETHEUS])).toBeUndefined();
    expect(optional([undefined, PROMETHEUS], [undefined, MONITOR])).toBeUndefined();
  });

  test('as the reference itself says', () => {
    expect(optional([true, PROMETHEUS])).toBe(true);
    expect(optional([false, MONITOR])).toBeUndefined();
  });
});

describe('a reference that cannot be mounted is an error', () => {
  const SHOP: Referrer = { namespace: 'shop', optional: true };

  test('because the Secret is in the namespace of the monitor, not in that of the pods', () => {
    const [problem, ...others] = problemsOf((where) => {
      const collected = new MountedFiles('monitoring', '/etc/prometheus');
      collected.secret(
        where.at('endpoints', 0, 'basicAuth', 'password'),
        secretKey('checkout', 'password'),
        SHOP,
      );
    });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      severity: 'error',
      code: 'foreign-reference',
      field: 'endpoints[0].basicAuth.password',
      value: 'shop/checkout',
      complaint: expect.stringContaining('the pods run in "monitoring"'),
      remedy: expect.stringContaining("namespace: 'monitoring'"),
    });
  });

  test('and is none where the reference names the namespace of the pods', () => {
    files((collected, where) => {
      collected.secret(where, secretKey('checkout', 'password', { namespace: 'monitoring' }), SHOP);
    });
  });

  test('because of its name, its key, or both', () => {
    expect(
      complaints((where) => {
        const collected = new MountedFiles('monitoring', '/etc/prometheus');
        collected.secret(where.at('password'), secretKey('Mimir_', 'pass word'), PROMETHEUS);
        collected.either(where.at('ca'), { configMap: configMapKey('', '..data') }, PROMETHEUS);
        collected.either(where.at('cert'), { secret: secretKey('mimir', '') }, PROMETHEUS);
      }),
    ).toEqual([
      'app: password.name "Mimir_" is not the name of a Secret',
      'app: password.key "pass word" is not a key of a Secret',
      'app: ca.configMap.name "" is not the name of a ConfigMap',
      'app: ca.configMap.key "..data" is not a key of a ConfigMap',
      'app: cert.secret.key "" is not a key of a Secret',
    ]);
  });
});
