import { textOf, type JsonObject } from './json';

/** By this links find a dashboard: its own, or one that is made of the name of its construct. */
export function uidOfDashboard(dashboard: JsonObject, name: string): string {
  const uid = textOf(dashboard.uid) ?? '';
  return uid === '' ? name.replace(/[^a-zA-Z0-9_-]/g, '-').slice(0, 40) : uid;
}
