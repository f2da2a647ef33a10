import type { Receiver as NativeReceiver } from '../../native/alertmanager';
import type { Where } from '../../problems';
import type { Words } from '../../versions';
import { KINDS } from './kinds';

/** A text of a receiver. */
export interface ReceiverText {
  readonly where: Where;
  readonly text: string;
}

/** All texts of the integrations of a receiver, each with its place. */
export function textsOf(where: Where, receiver: NativeReceiver, words: Words): ReceiverText[] {
  return Object.values(KINDS).flatMap(({ native, kind }) =>
    (receiver[native] ?? []).flatMap((integration: unknown, index) =>
      textsIn(where.at(words(native), index), integration, kind.wordsIn(words)),
    ),
  );
}

function textsIn(where: Where, value: unknown, words: Words): ReceiverText[] {
  if (typeof value === 'string') {
    return [{ where, text: value }];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    // Settings of the HTTP client are no templates.
    if (key === 'http_config') {
      return [];
    }
    return textsIn(where.at(Array.isArray(value) ? Number(key) : words(key)), inner, words);
  });
}
