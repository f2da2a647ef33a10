import type { Construct } from 'constructs';
import { ResourceConstruct } from '../../synthesis';
import { checkContribution } from './check';
import type { ContributionProps } from './props';

/** Props of {@link Routing}. */
export type RoutingProps = Omit<ContributionProps, 'labels'>;

/**
 * A team's part of the routing tree: routes, receivers, times and inhibitions under the team's name. It renders
 * nothing by itself: an `Alertmanager` that names it among its routes takes it, at that place.
 *
 * ```ts
 * const checkout = new Routing(chart, 'checkout', {
 *   route: { matchers: ['team="checkout"'], receiver: 'chat', routes: [{ matchers: ['severity="critical"'], receiver: 'pager' }] },
 *   receivers: [
 *     slack('chat', { apiURL: secretKey('checkout', 'slack-url'), channel: '#checkout' }),
 *     pagerduty('pager', { routingKey: secretKey('checkout', 'pagerduty-key') }),
 *   ],
 * });
 * new Alertmanager(chart, 'main', { config: { route: { receiver: 'default', routes: [checkout] }, … } });
 * ```
 *
 * In the configuration its receivers are `checkout/chat` and `checkout/pager`. A name that it does not have itself
 * is one of the Alertmanager's.
 */
export class Routing extends ResourceConstruct<RoutingProps> {
  constructor(scope: Construct, id: string, props: RoutingProps) {
    super(scope, id, 'Routing', props, checkContribution);
  }
}
