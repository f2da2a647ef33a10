import type { FileContext } from '../../http';
import type { Receiver as NativeReceiver } from '../../native/alertmanager';
import type { Where } from '../../problems';
import { compact } from '../../values';
import { KINDS, type PropsList } from './kinds';
import type { Receiver } from './receiver';

/** The native form of a receiver; references become files. Reports what only the props can show. */
export function renderReceiver(where: Where, receiver: Receiver, context: FileContext): NativeReceiver {
  const lists = (Object.keys(KINDS) as PropsList[]).map((list) => {
    const { native, kind } = KINDS[list];
    const integrations: readonly object[] | undefined = receiver[list];
    return [
      native,
      integrations?.map((props, index) => {
        const at = where.at(list, index);
        kind.checkProps(at, props);
        return kind.render(at, props, context);
      }),
    ];
  });
  return compact<NativeReceiver>({
    name: receiver.name,
    labels: receiver.labels,
    ...(Object.fromEntries(lists) as Partial<NativeReceiver>),
  });
}
