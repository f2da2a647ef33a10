import type { EndpointSlice } from 'kubernetes-types/discovery/v1';
import { hostsFile } from './names';

test('a Service leads to its ready pods, and each hostname to its own', () => {
  const slice: EndpointSlice = {
    addressType: 'IPv4',
    metadata: { namespace: 'monitoring', labels: { 'kubernetes.io/service-name': 'alertmanager-main' } },
    endpoints: [
      { addresses: ['10.244.0.2'], hostname: 'alertmanager-main-0', conditions: { ready: true } },
      { addresses: ['10.244.0.3'], hostname: 'alertmanager-main-1', conditions: { ready: false } },
    ],
  };

  const lines = hostsFile([slice]).split('\n');

  const service = 'alertmanager-main.monitoring';
  expect(lines.slice(2)).toEqual([
    `10.244.0.2 ${service}.svc.cluster.local ${service}.svc ${service}`,
    `10.244.0.2 alertmanager-main-0.${service}.svc.cluster.local alertmanager-main-0.${service}.svc alertmanager-main-0.${service}`,
    '',
  ]);
});
