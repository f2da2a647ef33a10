import type { Receiver as NativeReceiver } from '../../native/alertmanager';
import type { Where } from '../../problems';
import type { Words } from '../../versions';
import { KINDS } from './kinds';

/** A text of a receiver. */
export interface ReceiverText {
  readonly where: Where;

  /** Field of the integration: `title`, `actions[0].text`. */
  readonly field: string;
  readonly text: string;
}

/** All texts of the integrations of a receiver, each with its place. */
export function textsOf(where: Where, receiver: NativeReceiver, words: Words): ReceiverText[] {
  return Object.values(KINDS).flatMap(({ native, kind }) =>
    (receiver[native] ?? []).flatMap((integration: unknown, index) =>
      textsIn(where.at(words(native), index), '', integration, kind.wordsIn(words)),
    ),
  );
}

function textsIn(where: Where, field: string, value: unknown, words: Words): ReceiverText[] {
  if (typeof value === 'string') {
    return [{ where, field, text: value }];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    Array.isArray(value)
      ? textsIn(where.at(Number(key)), `${field}[${key}]`, inner, words)
      : // Settings of the HTTP client are no templates.
        key === 'http_config'
        ? []
        : textsIn(where.at(words(key)), field === '' ? key : `${field}.${key}`, inner, words),
  );
}
