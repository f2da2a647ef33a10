import type { Receiver } from './receiver';

/** A receiver that notifies nobody: for what is to be seen only, such as `Watchdog` and `InfoInhibitor`. */
export function nullReceiver(name = 'null'): Receiver {
  return { name };
}
