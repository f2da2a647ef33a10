import type { GlobalConfig, Receiver as NativeReceiver } from '../../native/alertmanager';
import type { Where } from '../../problems';
import type { Words } from '../../versions';
import { KINDS } from './kinds';

/**
 * Reports what Alertmanager would refuse in a receiver.
 *
 * @param global stands in for what its integrations leave out
 */
export function checkReceiver(
  where: Where,
  receiver: NativeReceiver,
  global: GlobalConfig,
  words: Words,
): void {
  for (const { native, kind } of Object.values(KINDS)) {
    receiver[native]?.forEach((integration: object | null, index) => {
      const at = where.at(words(native), index);
      if (integration === null) {
        at.error({ code: 'incomplete', complaint: 'is empty' });
      } else {
        kind.check(at, integration, global, words);
      }
    });
  }
}

/** Whether a receiver notifies nobody. */
export function isSilent(receiver: NativeReceiver): boolean {
  return Object.values(KINDS).every(({ native }) => (receiver[native] ?? []).length === 0);
}
