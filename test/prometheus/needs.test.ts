import { discoveryNeeds, tokenNeeds } from '../../lib/prometheus/needs';
import { SERVICE_ACCOUNT_TOKEN_FILE } from '../../lib/scrape';

describe('jobs', () => {
  test('need to watch what they discover, in the namespaces that they name', () => {
    const jobs = [
      { job_name: 'pods', kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['shop'] } }] },
      { job_name: 'own', kubernetes_sd_configs: [{ role: 'service', namespaces: { own_namespace: true } }] },
      { job_name: 'all', kubernetes_sd_configs: [{ role: 'ingress', attach_metadata: { node: true } }] },
    ] as const;
    expect(discoveryNeeds(jobs, 'monitoring')).toEqual([
      { role: 'pod', namespaces: ['shop'], nodes: false, namespaceMetadata: false },
      { role: 'service', namespaces: ['monitoring'], nodes: false, namespaceMetadata: false },
      { role: 'ingress', namespaces: 'all', nodes: true, namespaceMetadata: false },
    ]);
  });

  test('need nothing of this cluster where they ask the API server of another', () => {
    const elsewhere = { role: 'pod', api_server: 'https://other.example.com' } as const;
    expect(discoveryNeeds([{ job_name: 'other', kubernetes_sd_configs: [elsewhere] }], 'monitoring')).toEqual(
      [],
    );
  });

  test('and groups of Alertmanagers need to watch what they discover', () => {
    const group = {
      kubernetes_sd_configs: [{ role: 'endpoints', namespaces: { names: ['alerts'] } }],
    } as const;
    expect(discoveryNeeds([group], 'monitoring')).toEqual([
      { role: 'endpoints', namespaces: ['alerts'], nodes: false, namespaceMetadata: false },
    ]);
  });

  test('need the paths to which they show the token of the pods', () => {
    const token = { authorization: { credentials_file: SERVICE_ACCOUNT_TOKEN_FILE } };
    const jobs = [
      { job_name: 'kubelet', ...token, kubernetes_sd_configs: [{ role: 'node' as const }] },
      { job_name: 'old', bearer_token_file: SERVICE_ACCOUNT_TOKEN_FILE, metrics_path: '/metrics/slis' },
      { job_name: 'none' },
    ];
    expect(tokenNeeds(jobs)).toEqual([
      { path: '/metrics', kubelet: true },
      { path: '/metrics/slis', kubelet: false },
    ]);
  });
});
