import * as fc from 'fast-check';
import { fileKey } from '../../lib/kubernetes';
import { isConfigKey } from '../../lib/values';

/** Kinds, namespaces and names: none has an underscore. */
const part = fc.oneof(
  fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,10}[a-z0-9])?$/),
  fc.integer({ min: 200, max: 253 }).map((length) => 'a'.repeat(length)),
);

describe('the file of an object', () => {
  test('is called after its namespace and name', () => {
    expect(fileKey('shop', 'checkout-slo')).toBe('shop_checkout-slo.yaml');
    expect(fileKey('serviceMonitor', 'shop', 'checkout')).toBe('serviceMonitor_shop_checkout.yaml');
  });

  test('has a name that a ConfigMap accepts, with the number of any slot before it', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
        expect(isConfigKey(`255.${fileKey(...parts)}`)).toBe(true);
        expect(fileKey(...parts)).toMatch(/\.yaml$/);
      }),
    );
  });

  test('is the file of no other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(part, part), { selector: (parts) => parts.join('_'), minLength: 2 }),
        (objects) => {
          const keys = objects.map((parts) => fileKey(...parts));
          expect(new Set(keys).size).toBe(objects.length);
        },
      ),
    );
  });

  test('is told apart from another by a digest where both names are cut', () => {
    const name = 'a'.repeat(252);
    expect(fileKey('shop', `${name}b`)).not.toBe(fileKey('shop', `${name}c`));
  });
});
