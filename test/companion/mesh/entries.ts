import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** A line of a notification log. */
export interface LogEntry {
  readonly group: string;
  readonly receiver?: string;

  /** Milliseconds since 1970. */
  readonly at: number;
  readonly expires?: number | undefined;

  /** Fields of a later version. */
  readonly extra?: string;
}

export interface TestSilence {
  readonly id: string;
  readonly comment?: string | Uint8Array;
  readonly updated: number;
  readonly expires?: number | undefined;
}

/** A `MeshEntry`. */
export function logEntry({ group, receiver = 'pager', at, expires, extra = '' }: LogEntry): Uint8Array {
  const entry = message([
    [1, Buffer.from(group)],
    [
      2,
      message([
        [1, Buffer.from(receiver)],
        [2, Buffer.from('webhook')],
      ]),
    ],
    [5, timestamp(at)],
    ...(extra === '' ? [] : [[1000, Buffer.from(extra)] as const]),
  ]);
  return message([[1, entry], ...(expires === undefined ? [] : [[2, timestamp(expires)] as const])]);
}

/** A `MeshSilence` for one alert. */
export function silence({ id, comment = 'known', updated, expires }: TestSilence): Uint8Array {
  const content = message([
    [1, Buffer.from(id)],
    [
      2,
      message([
        [2, Buffer.from('alertname')],
        [3, Buffer.from(`Noise${id}`)],
      ]),
    ],
    [3, timestamp(updated)],
    [4, timestamp(expires ?? updated)],
    [5, timestamp(updated)],
    [8, Buffer.from('on-call')],
    [9, Buffer.from(comment)],
  ]);
  return message([[1, content], ...(expires === undefined ? [] : [[2, timestamp(expires)] as const])]);
}

/** A `FullState`. */
export function fullState(parts: Readonly<Record<string, readonly Uint8Array[]>>): Uint8Array {
  return message(
    Object.entries(parts).map(([key, entries]) => {
      const data = new BinaryWriter();
      entries.forEach((entry) => data.bytes(entry));
      return [
        1,
        message([
          [1, Buffer.from(key)],
          [2, data.finish()],
        ]),
      ] as const;
    }),
  );
}

function message(fields: ReadonlyArray<readonly [number: number, content: Uint8Array]>): Uint8Array {
  const writer = new BinaryWriter();
  for (const [number, content] of fields) {
    writer.tag(number, WireType.LengthDelimited).bytes(content);
  }
  return writer.finish();
}

function timestamp(milliseconds: number): Uint8Array {
  const seconds = Math.floor(milliseconds / 1000);
  const nanos = Math.round((milliseconds - seconds * 1000) * 1e6);
  return new BinaryWriter()
    .tag(1, WireType.Varint)
    .int64(seconds)
    .tag(2, WireType.Varint)
    .int32(nanos)
    .finish();
}
