import { Prometheus } from '../../lib/prometheus';
import { frontAlerts } from '../../lib/prometheus/view/front-alerts';
import { metricNamesOf, parsePromQL, selectorsOf } from '../../lib/promql';
import { eventually } from '../cluster/wait';
import { describeWith } from '../support/programs';
import { AlertSink, Lab } from './lab';

describeWith(['prometheus'], 'the alerts about a front', () => {
  test('read nothing that a real one does not expose', async () => {
    const sink = await AlertSink.start();
    const lab = await Lab.create((chart) => {
      new Prometheus(chart, 'k8s', {
        shards: 2,
        storage: { emptyDir: {} },
        globalView: 'prometheus',
        alerting: { alertmanagers: [{ targets: [sink.address] }] },
      });
    });
    try {
      await lab.startServices();
      await lab.start('prometheus-k8s-front');
      await lab.untilReady('prometheus-k8s-front-0');
      const url = await lab.url('prometheus-k8s-front-0', 'prometheus');
      const read = new Set(
        frontAlerts('prometheus-k8s-front', 'monitoring')
          .rules.flatMap(({ expr }) => selectorsOf(parsePromQL(expr)))
          .flatMap((selector) => metricNamesOf(selector) ?? [])
          // What Prometheus makes itself.
          .filter((name) => name !== 'up'),
      );
      expect(read.size).toBe(3);
      await eventually('all of them are there', async () => {
        const text = await (await fetch(`${url}/metrics`)).text();
        const missing = [...read].filter((name) => !text.includes(`# TYPE ${name} `));
        if (missing.length > 0) {
          throw new Error(`missing: ${missing.join(', ')}`);
        }
        return true;
      });
    } finally {
      await lab.stop();
      sink.stop();
    }
  }, 90_000);
});
