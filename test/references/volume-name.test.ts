import * as fc from 'fast-check';
import { volumeName } from '../../lib/references';
import { isDnsLabel } from '../../lib/values';

/** Names as they occur: alike at the beginning, with dots, and up to 253 characters long. */
const name = fc.oneof(
  fc.stringMatching(/^[ab]([-.]?[ab]){0,4}$/),
  fc
    .tuple(fc.integer({ min: 40, max: 240 }), fc.stringMatching(/^[-.]?[ab]{1,3}$/))
    .map(([length, end]) => `${'tls-client-certificate-'.repeat(11).slice(0, length)}x${end}`),
);
const object = fc.tuple(fc.constantFrom('Secret', 'ConfigMap'), name);

describe('the volume of a Secret or ConfigMap', () => {
  test('is called after it', () => {
    expect(volumeName('Secret', 'alerting')).toBe('secret-alerting');
    expect(volumeName('ConfigMap', 'corporate-ca')).toBe('configmap-corporate-ca');
  });

  test('has a name that Kubernetes accepts, however long that of the object is', () => {
    fc.assert(
      fc.property(object, ([kind, text]) => {
        expect(isDnsLabel(volumeName(kind, text))).toBe(true);
      }),
    );
  });

  test('is shared by no two objects', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(object, { selector: (each) => each.join('/'), minLength: 2, maxLength: 50 }),
        (objects) => {
          expect(new Set(objects.map((each) => volumeName(...each))).size).toBe(objects.length);
        },
      ),
    );
  });

  test('of one with dots is not that of one with dashes', () => {
    expect(volumeName('Secret', 'etcd.client')).not.toBe(volumeName('Secret', 'etcd-client'));
    expect(volumeName('Secret', 'etcd.client')).toMatch(/^secret-etcd-client-[0-9a-f]{8}$/);
  });
});
