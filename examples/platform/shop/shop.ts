import { Construct } from 'constructs';
import { PrometheusRule, ServiceMonitor } from '../../../lib';
import { Checkout } from './checkout';
import { checkoutRules } from './rules';

const TEAM = { team: 'shop' };

/** What the team of the shop ships: its application, and beside it how that is watched. */
export class Shop extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const checkout = new Checkout(this, 'checkout');

    new ServiceMonitor(this, 'checkout-monitor', {
      name: 'checkout',
      labels: TEAM,
      selector: { matchLabels: checkout.labels },
      endpoints: [{ port: 'metrics', interval: '15s' }],
    });

    new PrometheusRule(this, 'checkout-rules', { name: 'checkout', labels: TEAM, groups: checkoutRules });
  }
}
