import { checkWorkload, routePrefix, servedPath, type WorkloadProps } from '../../lib/workload';
import { complaints } from '../problems/findings';

const STORAGE = { emptyDir: {} };

function faults(props: WorkloadProps): string[] {
  return complaints((where) => {
    checkWorkload(where, { storage: STORAGE, ...props });
  }).map((line) => line.replace('app: ', ''));
}

describe('what all workloads have in common', () => {
  test('is accepted where it is right', () => {
    expect(
      faults({
        portName: 'http-web',
        externalUrl: 'https://example.com/prometheus',
        routePrefix: '/',
        minReadySeconds: 0,
        terminationGracePeriodSeconds: 600,
        logLevel: 'debug',
        logFormat: 'json',
        imagePullPolicy: 'Always',
        podMetadata: { labels: { 'app.kubernetes.io/version': 'ours', team: 'platform' } },
        serviceAccountName: 'monitoring.prometheus',
        secrets: ['etcd-client'],
        configMaps: ['corporate.ca'],
      }),
    ).toEqual([]);
  });

  test.each<[WorkloadProps, string]>([
    [{ storage: { size: '200GB' } }, 'storage.size "200GB" is not a quantity of Kubernetes'],
    [{ portName: '9090' }, 'portName "9090" is not the name of a port'],
    [{ externalUrl: 'example.com' }, 'externalUrl "example.com" is not an absolute URL (http, https)'],
    [{ minReadySeconds: -1 }, 'minReadySeconds -1 is not a whole number, 0 or more'],
    [
      { terminationGracePeriodSeconds: 0.5 },
      'terminationGracePeriodSeconds 0.5 is not a whole number, 0 or more',
    ],
    [{ logLevel: 'trace' as 'debug' }, 'logLevel "trace" is none of "debug", "info", "warn", "error"'],
    [{ logFormat: 'text' as 'json' }, 'logFormat "text" is none of "logfmt", "json"'],
    [
      { imagePullPolicy: 'always' as 'Always' },
      'imagePullPolicy "always" is none of "Always", "IfNotPresent", "Never"',
    ],
    [
      { podMetadata: { labels: { 'app.kubernetes.io/name': 'prometheus' } } },
      'podMetadata.labels "app.kubernetes.io/name" is a label by which the pods or Services are found',
    ],
    [
      { podMetadata: { labels: { 'app.kubernetes.io/instance': 'k8s' } } },
      'podMetadata.labels "app.kubernetes.io/instance" is a label by which the pods or Services are found',
    ],
    [{ serviceAccountName: 'Prometheus' }, 'serviceAccountName "Prometheus" is not the name of an object'],
    [{ secrets: ['a', 'B'] }, 'secrets[1] "B" is not the name of an object'],
    [{ configMaps: ['my_rules'] }, 'configMaps[0] "my_rules" is not the name of an object'],
    [{ image: '' }, 'image "" is no reference of an image'],
    [
      { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Keep' as 'Retain' } },
      'persistentVolumeClaimRetentionPolicy.whenScaled "Keep" is none of "Retain", "Delete"',
    ],
    [{ labels: { 'a/b/c': 'x' } }, 'labels "a/b/c" is not the key of a label'],
    [{ labels: { team: 'data base' } }, 'labels.team "data base" is not the value of a label'],
    [
      { podMetadata: { labels: { tier: 1 as unknown as string } } },
      'podMetadata.labels.tier 1 is not a text',
    ],
    [
      { podMetadata: { annotations: { 'example.com/scrape': true as unknown as string } } },
      'podMetadata.annotations.example.com/scrape true is not a text',
    ],
    [{ routePrefix: 'prometheus' }, 'routePrefix "prometheus" is not a path'],
  ])('%j is refused', (props, fault) => {
    expect(faults(props)).toEqual([fault]);
  });

  test('shows all that is wrong with it at once', () => {
    expect(faults({ portName: '', routePrefix: '', logLevel: '' as 'info' })).toHaveLength(3);
  });
});

describe('the path below which everything is served', () => {
  test.each<[WorkloadProps, string]>([
    [{}, '/'],
    [{ externalUrl: 'https://example.com' }, '/'],
    [{ externalUrl: 'https://example.com/prometheus/' }, '/prometheus'],
    [{ externalUrl: 'https://example.com/prometheus', routePrefix: '/' }, '/'],
    [{ routePrefix: '/a/b/' }, '/a/b'],
    [{ externalUrl: 'nonsense' }, '/'],
  ])('of %j is %s', (props, prefix) => {
    expect(routePrefix(props)).toBe(prefix);
  });

  test('stands before every path', () => {
    expect(servedPath('/', '/-/ready')).toBe('/-/ready');
    expect(servedPath('/prometheus', '/-/ready')).toBe('/prometheus/-/ready');
  });
});
