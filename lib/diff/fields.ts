import { isPlainObject } from '../native';

/** A field that is different; `before` is missing where it is new, `after` where it is gone. */
export interface FieldChange {
  /** `spec.template.spec.containers[prometheus].image` */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Fields that tell the entries of a list apart, the best first. */
const KEYS = ['name', 'job_name', 'alert', 'record', 'url', 'mountPath', 'containerPort', 'key', 'path'];

/** What is different between two values, field by field; nothing where they are equal. */
export function changedFields(before: unknown, after: unknown, path = ''): FieldChange[] {
  if (isPlainObject(before) && isPlainObject(after)) {
    return unionOf(Object.keys(before), Object.keys(after)).flatMap((key) =>
      changedFields(own(before, key), own(after, key), join(path, key)),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return changedEntries(before, after, path);
  }
  return Object.is(before, after) ? [] : [change(path, before, after)];
}

/** `image: prom/prometheus:v3.15.0 -> prom/prometheus:v3.16.0`, `+ paused: true` */
export function describeChange({ path, before, after }: FieldChange): string {
  if (before === undefined || after === undefined) {
    return before === undefined ? `+ ${path}: ${shown(after)}` : `- ${path}: ${shown(before)}`;
  }
  return `${path}: ${shown(before)} -> ${shown(after)}`;
}

/** A value as it stands in a text: what is long is cut. */
export function shown(value: unknown, most = 120): string {
  const text = typeof value === 'string' && !value.includes('\n') ? value : JSON.stringify(value);
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Both, each once, in the order of texts. */
export function unionOf(before: Iterable<string>, after: Iterable<string>): string[] {
  return [...new Set([...before, ...after])].sort();
}

function changedEntries(before: readonly unknown[], after: readonly unknown[], path: string): FieldChange[] {
  const key = KEYS.find((each) => tellsApart(before, each) && tellsApart(after, each));
  if (key === undefined) {
    return changedSet(before, after, path);
  }
  const [old, now] = [byKey(before, key), byKey(after, key)];
  const kept = [...old.keys()].filter((each) => now.has(each));
  const order = [...now.keys()].filter((each) => old.has(each));
  return [
    ...unionOf(old.keys(), now.keys()).flatMap((each) =>
      changedFields(old.get(each), now.get(each), `${path}[${each}]`),
    ),
    ...(kept.every((each, index) => each === order[index]) ? [] : [change(`${path} (order)`, kept, order)]),
  ];
}

/** Entries that nothing tells apart: those that went, and those that came. */
function changedSet(before: readonly unknown[], after: readonly unknown[], path: string): FieldChange[] {
  const [gone, come] = [without(before, after), without(after, before)];
  if (gone.length === 0 && come.length === 0) {
    const isSame = before.every((each, index) => stable(each) === stable(after[index]));
    return isSame ? [] : [change(`${path} (order)`, before, after)];
  }
  return [
    change(path, gone.length === 0 ? undefined : single(gone), come.length === 0 ? undefined : single(come)),
  ];
}

/** The entries of one list that the other has not, or not as often. */
export function without<T>(list: readonly T[], other: readonly T[]): T[] {
  const rest = other.map(stable);
  return list.filter((each) => {
    const at = rest.indexOf(stable(each));
    if (at !== -1) {
      rest.splice(at, 1);
    }
    return at === -1;
  });
}

/** Text that two values have in common if and only if they are equal. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    isPlainObject(each)
      ? Object.fromEntries(
          Object.keys(each)
            .sort()
            .map((key) => [key, each[key]]),
        )
      : each,
  );
}

function single(values: readonly unknown[]): unknown {
  return values.length === 1 ? values[0] : values;
}

function tellsApart(entries: readonly unknown[], key: string): boolean {
  const values = entries.map((each) => keyOf(each, key));
  return (
    values.every((each) => typeof each === 'string' || typeof each === 'number') &&
    new Set(values.map(String)).size === values.length
  );
}

function byKey(entries: readonly unknown[], key: string): Map<string, unknown> {
  return new Map(entries.map((each) => [String(keyOf(each, key)), each]));
}

/** Claim templates have their names where objects have them. */
function keyOf(entry: unknown, key: string): unknown {
  if (!isPlainObject(entry)) {
    return undefined;
  }
  const { metadata } = entry;
  return own(entry, key) ?? (key === 'name' && isPlainObject(metadata) ? metadata.name : undefined);
}

function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function join(path: string, key: string): string {
  const isPlain = /^[\w-]+$/.test(key);
  return isPlain ? (path === '' ? key : `${path}.${key}`) : `${path}[${JSON.stringify(key)}]`;
}

function change(path: string, before: unknown, after: unknown): FieldChange {
  return {
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}
