import type { FileContext } from '../../http';
import type { GlobalConfig } from '../../native/alertmanager';
import type { Where } from '../../problems';

/**
 * One way to notify: each has a file here, and a line in `render-receiver.ts`.
 */
export interface IntegrationKind<Props, Native> {
  /**
   * Reports what Alertmanager would refuse.
   *
   * @param global natively, with what `additionalConfig` adds: it stands in for what the props leave out
   */
  check(where: Where, props: Props, global: GlobalConfig): void;

  /** The native form; references become files. */
  render(where: Where, props: Props, context: FileContext): Native;
}
