import type { AlertmanagerFile } from '../native/alertmanager';
import { Where } from '../problems';
import { asWritten } from '../versions';
import { isTemplate, textsOf } from './receivers';

/** A text of a receiver that Go's template engine expands. */
export interface ReceiverTemplate {
  readonly receiver: string;

  /** Where it stands in the receiver: `slack_configs[0].title`. */
  readonly field: string;
  readonly text: string;
}

/** All texts of receivers that are templates. */
export function receiverTexts({ receivers = [] }: Pick<AlertmanagerFile, 'receivers'>): ReceiverTemplate[] {
  return receivers.flatMap((receiver) =>
    textsOf(new Where([], ''), receiver, asWritten)
      .filter(({ text }) => isTemplate(text))
      .map(({ where, text }) => ({ receiver: receiver.name, field: where.field ?? '', text })),
  );
}
