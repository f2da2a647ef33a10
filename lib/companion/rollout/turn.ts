/**
 * Who of two notifies first, and so is replaced first: the order of their names, and not of their ordinals.
 *
 * An instance takes down what fires when a group is due, waits for its turn, and then says what none of those before it
 * has said. When a group is due counts from the instance's start. So one that starts after those before it takes down
 * what is true after they have spoken. In a StatefulSet's order, the highest ordinal first, it is the other way round: it
 * takes down that an alert fires, learns from the log while it waits that its end has been told, and takes it for new.
 */
export function compareTurns(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
