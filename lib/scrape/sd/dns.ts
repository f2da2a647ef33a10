import type { DnsSdConfig } from '../../native/prometheus';
import { checkChoice, compact } from '../../values';
import { checkNotEmpty } from '../not-empty';
import { checkPolled } from './checks';
import type { Discovery } from './discovery';

/** Targets from DNS. Upstream: `<dns_sd_config>`. */
export interface DnsSDConfig {
  readonly names: readonly string[];

  /** @default 'SRV' */
  readonly type?: 'A' | 'AAAA' | 'MX' | 'NS' | 'SRV';

  /** Port of the targets; needed unless the type is SRV. */
  readonly port?: number;

  /** Prometheus duration. @default '30s' */
  readonly refreshInterval?: string;
}

/** Records that say where, and not at which port. */
const PORTLESS: readonly string[] = ['A', 'AAAA', 'MX', 'NS'];

export const dns: Discovery<DnsSDConfig, DnsSdConfig> = {
  check(where, props) {
    const { names, type = 'SRV', port } = props;
    checkNotEmpty(where.at('names'), names);
    checkChoice(where.at('type'), type, [...PORTLESS, 'SRV']);
    checkPolled(where, props);
    if (PORTLESS.includes(type) && port === undefined) {
      where.at('port').error({
        code: 'incomplete',
        complaint: `is needed for records of the type "${type}"`,
        remedy: 'Only SRV records hold a port.',
      });
    }
  },
  render: (_where, { names, type, port, refreshInterval }) =>
    compact<DnsSdConfig>({ names, type, port, refresh_interval: refreshInterval }),
};
