import type { FileContext } from '../../http';
import type { Where } from '../../problems';

/** A kind of service discovery: what Prometheus would refuse of its props, and their native form. */
export interface Discovery<Props, Native> {
  check(where: Where, props: Props): void;
  render(where: Where, props: Props, context: FileContext): Native;
}
