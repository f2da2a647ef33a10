import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ThanosStore, type ObjectStorage } from '../../lib/query';
import { secretKey } from '../../lib/references';
import { objectStoreCatalogue } from '../../lib/versions';
import { errors, synth } from '../prometheus/monitoring';
import { describeWith, requireProgram } from '../support/programs';

function store(objectStorageConfig: unknown) {
  return (chart: Parameters<Parameters<typeof synth>[0]>[0]): void => {
    new ThanosStore(chart, 'main', {
      storage: { emptyDir: {} },
      objectStorageConfig: objectStorageConfig as ObjectStorage,
    });
  };
}

describe('an object storage', () => {
  test('has its secrets in the environment, and none in a manifest', () => {
    const monitoring = synth(
      store({
        type: 'S3',
        config: {
          bucket: 'thanos',
          endpoint: 's3.example.org',
          access_key: secretKey('s3', 'access'),
          secret_key: secretKey('s3', 'secret'),
        },
        prefix: 'prod',
      }),
    );
    expect(monitoring.data('thanos-store-main')['objstore.yml']).toBe(
      [
        'type: S3',
        'config:',
        '  bucket: thanos',
        '  endpoint: s3.example.org',
        "  access_key: '$(OBJSTORE_ACCESS_KEY)'",
        "  secret_key: '$(OBJSTORE_SECRET_KEY)'",
        'prefix: prod',
        '',
      ].join('\n'),
    );
    const { template } = monitoring.object('StatefulSet', 'thanos-store-main').spec as {
      template: { spec: { containers: Array<{ env: unknown[] }> } };
    };
    expect(template.spec.containers[0]?.env).toEqual([
      { name: 'OBJSTORE_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 's3', key: 'access' } } },
      { name: 'OBJSTORE_SECRET_KEY', valueFrom: { secretKeyRef: { name: 's3', key: 'secret' } } },
    ]);
  });

  test('of Google has its account in a file', () => {
    const monitoring = synth(
      store({ type: 'GCS', config: { bucket: 'thanos', service_account: secretKey('gcs', 'key.json') } }),
    );
    expect(JSON.stringify(monitoring.object('StatefulSet', 'thanos-store-main'))).toContain(
      '{"name":"GOOGLE_APPLICATION_CREDENTIALS","value":"/etc/thanos/secrets/gcs/key.json"}',
    );
  });

  test('may be a whole file in a Secret', () => {
    const monitoring = synth(store(secretKey('thanos', 'objstore.yml')));
    expect(JSON.stringify(monitoring.object('StatefulSet', 'thanos-store-main'))).toContain(
      '--objstore.config-file=/etc/thanos/secrets/thanos/objstore.yml',
    );
    expect(monitoring.find('ConfigMap', 'thanos-store-main')).toBeUndefined();
  });

  test.each([
    [
      'a secret in clear',
      {
        type: 'S3',
        config: { bucket: 'a', endpoint: 'b', access_key: 'AKIA', secret_key: secretKey('a', 'b') },
      },
      /objectStorageConfig\.config\.access_key is a text, where a reference is expected/,
    ],
    [
      'half of the keys',
      { type: 'S3', config: { bucket: 'a', endpoint: 'b', access_key: secretKey('a', 'b') } },
      /objectStorageConfig\.config\.secret_key is missing: the other half of the credentials is there/,
    ],
    [
      'keys beside the identity of the pods',
      {
        type: 'S3',
        config: {
          bucket: 'a',
          endpoint: 'b',
          aws_sdk_auth: true,
          access_key: secretKey('a', 'b'),
          secret_key: secretKey('a', 'c'),
        },
      },
      /objectStorageConfig\.config\.aws_sdk_auth true looks for credentials by itself, and keys are given/,
    ],
    ['no bucket', { type: 'GCS', config: { bucket: '' } }, /objectStorageConfig\.config\.bucket is missing/],
    [
      'a Secret of another namespace',
      {
        type: 'BOS',
        config: { bucket: 'a', endpoint: 'b', access_key: { name: 'a', key: 'b', namespace: 'x' } },
      },
      /access_key "x\/a" is a Secret of another namespace/,
    ],
    ['a type that there is not', { type: 'FTP', config: {} }, /objectStorageConfig/],
    ['nothing', undefined, /objectStorageConfig is missing/],
  ])('is refused with %s', (_, config, message) => {
    expect(errors(store(config))).toContainEqual(expect.stringMatching(message));
  });
});

/** A value of each field; what upstream takes apart further is left as it is documented. */
const VALUES: Readonly<Record<string, unknown>> = {
  put_user_metadata: { a: 'b' },
  kms_encryption_context: { a: 'b' },
  type: 'SSE-S3',
  bucket_lookup_type: 'auto',
};

describeWith(['thanos'], 'the catalogue of object storages', () => {
  // The others take any field, and so say nothing about those that they know.
  const types = ['S3', 'GCS', 'AZURE', 'SWIFT', 'OBS'].map((type) => `objstore_${type}`);

  test.each(types)('has no field that Thanos does not know: %s', async (section) => {
    const folder = await mkdtemp(join(tmpdir(), 'objstore-'));
    try {
      const file = join(folder, 'objstore.yml');
      const config = { ...example(section), no_such_field: 1 };
      await writeFile(file, JSON.stringify({ type: section.slice('objstore_'.length), config }));
      const said = await complaint(['tools', 'bucket', 'ls', `--objstore.config-file=${file}`]);
      const unknown = [...said.matchAll(/field (\w+) not found/g)].map(([, name]) => name);
      expect(unknown).toEqual(['no_such_field']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

function example(section: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(objectStoreCatalogue[section] ?? {}).map(([field, fact]) => [
      field,
      fact.section === undefined ? valueOf(field) : example(fact.section),
    ]),
  );
}

function valueOf(field: string): unknown {
  if (Object.hasOwn(VALUES, field)) {
    return VALUES[field];
  }
  return /timeout|delay$/.test(field) ? '1s' : '1';
}

/** What thanos says before it ends. */
async function complaint(args: readonly string[]): Promise<string> {
  try {
    await promisify(execFile)(requireProgram('thanos'), args, { timeout: 20_000 });
    return '';
  } catch (error) {
    return (error as { readonly stderr: string }).stderr;
  }
}
