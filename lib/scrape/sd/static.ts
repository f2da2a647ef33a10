import type { StaticConfig as NativeStaticConfig } from '../../native/prometheus';
import { checkLabelName } from '../../values';
import { checkAddress } from '../address';
import { checkNotEmpty } from '../not-empty';
import type { Discovery } from './discovery';

/** Targets that are named one by one. Upstream: `<static_config>`. */
export interface StaticConfig {
  /** `host:port` each. */
  readonly targets: readonly string[];

  /** Labels of all these targets. */
  readonly labels?: Readonly<Record<string, string>>;
}

export const staticTargets: Discovery<StaticConfig, NativeStaticConfig> = {
  check(where, { targets, labels = {} }) {
    checkNotEmpty(where.at('targets'), targets);
    targets.forEach((target, index) => {
      checkAddress(where.at('targets', index), target);
    });
    Object.keys(labels).forEach((label) => {
      checkLabelName(where.at('labels'), label);
    });
  },
  render: (_where, config) => config,
};
