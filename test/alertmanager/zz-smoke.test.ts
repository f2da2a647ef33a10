import { Chart, Size, Testing, Yaml } from 'cdk8s';
import { Alertmanager, email, nullReceiver, pagerduty, slack, webhook } from '../../lib/alertmanager';
import { secretKey } from '../../lib/references';
import { Synthesis } from '../../lib/synthesis';

test('smoke', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  new Alertmanager(chart, 'main', {
    replicas: 3,
    version: '0.34.2',
    storage: { size: Size.gibibytes(2) },
    retention: '120h',
    config: {
      route: { receiver: 'pager', groupBy: ['alertname'], routes: [{ receiver: 'chat', matchers: ['severity="info"'] }] },
      receivers: [
        pagerduty('pager', { routingKey: secretKey('pagerduty', 'key') }),
        slack('chat', { apiUrl: secretKey('slack', 'url') }),
        webhook('hook', { url: 'http://x' }),
        email('mail', { to: 'a@b', from: 'a@b', smarthost: 'x:25' }),
        nullReceiver(),
      ],
    },
  });
  console.log(JSON.stringify(Synthesis.of(app).report(), null, 1));
  console.log(Yaml.stringify(...Testing.synth(chart)));
});
