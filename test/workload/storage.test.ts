import { Size } from 'cdk8s';
import { claimName, dataVolume, type Storage } from '../../lib/workload';
import { checkStorage } from '../../lib/workload/storage';
import { complaints, problemsOf } from '../problems/findings';

const NAME = 'prometheus-k8s-db';

describe('the data of a pod lives in', () => {
  test('a claim of a size, said briefly', () => {
    expect(dataVolume({ size: Size.gibibytes(200) }, NAME)).toStrictEqual({
      claims: [
        {
          metadata: { name: NAME },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '200Gi' } } },
        },
      ],
      volumes: [],
    });
    expect(
      dataVolume({ size: '1.5Ti', storageClassName: 'fast', accessModes: ['ReadWriteOncePod'] }, NAME)
        .claims[0]?.spec,
    ).toStrictEqual({
      accessModes: ['ReadWriteOncePod'],
      storageClassName: 'fast',
      resources: { requests: { storage: '1.5Ti' } },
    });
  });

  test('a claim that is made for a pod and ends with it', () => {
    const ephemeral = {
      volumeClaimTemplate: {
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
      },
    };
    expect(dataVolume({ ephemeral }, NAME)).toStrictEqual({
      claims: [],
      volumes: [{ name: NAME, ephemeral }],
    });
  });

  test('claims of a name that the user gave: those of another tool are found again', () => {
    const named: Storage = { volumeClaimTemplate: { metadata: { name: 'data' }, spec: {} } };
    expect(claimName(named, NAME)).toBe('data');
    expect(claimName({ size: '1Gi' }, NAME)).toBe(NAME);
    expect(claimName(undefined, NAME)).toBe(NAME);
  });

  test("a claim in Kubernetes' own words, under our name: the volumes that are there must be found again", () => {
    const spec = {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '40Gi' } },
      volumeMode: 'Filesystem',
    };
    const metadata = { annotations: { 'velero.io/exclude-from-backup': 'true' }, name: 'data' };
    expect(dataVolume({ volumeClaimTemplate: { metadata, spec } }, NAME)).toStrictEqual({
      claims: [{ metadata: { annotations: metadata.annotations, name: NAME }, spec }],
      volumes: [],
    });
  });

  test('a volume that ends with the pod, where that is said or nothing is', () => {
    expect(dataVolume({ emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }, NAME)).toStrictEqual({
      claims: [],
      volumes: [{ name: NAME, emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }],
    });
    expect(dataVolume(undefined, NAME)).toStrictEqual({
      claims: [],
      volumes: [{ name: NAME, emptyDir: {} }],
    });
  });
});

describe('storage', () => {
  test.each<[string, Storage]>([
    ['of cdk8s', { size: Size.gibibytes(1.5) }],
    ['with a binary suffix', { size: '200Gi' }],
    ['with a decimal suffix', { size: '200G' }],
    ['with a fraction', { size: '.5Ti' }],
    ['with an exponent', { size: '2e11' }],
    ['in bytes', { size: '1000000' }],
    ['that is meant to end with the pod', { emptyDir: {} }],
  ])('%s is accepted', (_, storage) => {
    expect(
      complaints((where) => {
        checkStorage(where, storage);
      }),
    ).toEqual([]);
  });

  test.each(['200 Gi', '200GB', '200GiB', '200gi', '-1Gi', '', 'Gi', '1.2.3Gi', '1_000Mi'])(
    'of %j is refused',
    (size) => {
      expect(
        complaints((where) => {
          checkStorage(where.at('storage'), { size });
        }),
      ).toEqual([`app: storage.size ${JSON.stringify(size)} is not a quantity of Kubernetes`]);
    },
  );

  test('that nobody thought of is a warning, not an error', () => {
    expect(
      problemsOf((where) => {
        checkStorage(where.at('storage'), undefined);
      }),
    ).toEqual([
      {
        severity: 'warning',
        code: 'ephemeral-storage',
        path: 'app',
        field: 'storage',
        complaint: 'is not set: what a pod holds is lost with it',
        remedy: expect.stringContaining('storage: { emptyDir: {} }'),
      },
    ]);
  });
});
