import { hash } from 'node:crypto';
import { WireType } from '@bufbuild/protobuf/wire';
import { EntryTable, type Entry, type EntryKind } from './entry-table';
import { HOLD_ID, HOLD_REMEMBERED } from './hold';
import type { MeshLimits } from './limits';
import { MeshError } from './mesh-error';
import { LOG_ENTRY, SILENCE, stringsAreUtf8 } from './schema';
import { Cursor, type Span } from './wire';

/** What an instance holds: the bytes as they came, and where in them each entry is. */
export interface MeshState {
  readonly bytes: Uint8Array;
  readonly table: EntryTable;

  /** Until when it is under a {@link writeHold | hold}, in milliseconds since 1970. The hold is not in the table. */
  readonly heldUntil: number | undefined;

  /** Keys of parts that we do not know, of later versions: they are left alone. */
  readonly unknownParts: readonly string[];
}

/** Entries that have been decoded before. */
export interface KnownEntries {
  /** The entry that had just these bytes; where it is in a buffer is not where it is in another. */
  recall(message: Uint8Array): Entry | undefined;
}

const NOWHERE: Span = { start: 0, end: 0 };

/** Where identities are put together; one after the other, so one place is enough. */
let scratch = Buffer.alloc(4096);

const HOLD_KEY = digest('sil', Buffer.from(HOLD_ID));

/**
 * Finds the entries of a state. Only what says which entry it is, when it was changed and when it ends is read;
 * the rest is kept as it came, with whatever later versions put there.
 *
 * An entry that a current Alertmanager would refuse, and everything beside it, is not *sound*: a text in it is no
 * UTF-8, or it lacks what it is about. It counts for nobody, and is never written.
 *
 * @param known saves the decoding of what it has
 * @throws {MeshError} `malformed` or `too-large`
 */
export function readState(bytes: Uint8Array, limits: MeshLimits, known?: KnownEntries): MeshState {
  const cursor = new Cursor(bytes);
  const table = new EntryTable();
  const unknownParts: string[] = [];
  let heldUntil: number | undefined;
  let count = 0;
  cursor.fields({ start: 0, end: bytes.length }, ({ number, type, span }) => {
    if (number !== 1 || type !== WireType.LengthDelimited) {
      return;
    }
    const { name, data } = readPart(cursor, span);
    if (name !== 'nfl' && name !== 'sil') {
      unknownParts.push(name);
      return;
    }
    cursor.messages(data, (message) => {
      count += 1;
      if (count > limits.entries) {
        throw new MeshError('too-large', `it holds more than ${limits.entries} entries`);
      }
      if (message.end - message.start > limits.entry) {
        throw new MeshError('too-large', `it holds an entry of more than ${limits.entry} bytes`);
      }
      const former = known?.recall(cursor.view(message));
      const entry = former?.kind === name ? { ...former, ...message } : readEntry(cursor, message, name);
      if (entry.key === HOLD_KEY) {
        heldUntil = entry.expires - HOLD_REMEMBERED;
      } else {
        table.put(entry);
      }
    });
  });
  return { bytes, table, heldUntil, unknownParts };
}

function readPart(cursor: Cursor, part: Span): { readonly name: string; readonly data: Span } {
  let name = '';
  let data = NOWHERE;
  cursor.fields(part, ({ number, type, span }) => {
    if (type !== WireType.LengthDelimited) {
      return;
    }
    if (number === 1) {
      name = Buffer.from(cursor.view(span)).toString('utf8');
    } else if (number === 2) {
      data = span;
    }
  });
  return { name, data };
}

/** `MeshEntry` and `MeshSilence` alike: the thing itself, and when it ends. */
function readEntry(cursor: Cursor, message: Span, kind: EntryKind): Entry {
  let content: Span | undefined;
  let expires: Span | undefined;
  cursor.fields(message, ({ number, span }) => {
    if (number === 1) {
      content = span;
    } else if (number === 2) {
      expires = span;
    }
  });
  const expiry = expires === undefined ? undefined : readTimestamp(cursor, expires);
  const read = kind === 'nfl' ? readLogEntry : readSilence;
  const { key, changed, sound } = read(cursor, content ?? NOWHERE);
  return {
    key,
    kind,
    seconds: changed.seconds,
    nanos: changed.nanos,
    expires: expiry === undefined ? Number.NEGATIVE_INFINITY : expiry.seconds * 1000 + expiry.nanos / 1e6,
    sound: sound && content !== undefined,
    start: message.start,
    end: message.end,
  };
}

interface Timestamp {
  readonly seconds: number;
  readonly nanos: number;
}

interface Thing {
  readonly key: string;
  readonly changed: Timestamp;
  readonly sound: boolean;
}

function readSilence(cursor: Cursor, silence: Span): Thing {
  let id = NOWHERE;
  let updated = NOWHERE;
  cursor.fields(silence, ({ number, span }) => {
    if (number === 1) {
      id = span;
    } else if (number === 5) {
      updated = span;
    }
  });
  return {
    key: digest('sil', cursor.view(id)),
    changed: readTimestamp(cursor, updated),
    sound: stringsAreUtf8(cursor, silence, SILENCE),
  };
}

/** A log entry is about one group and one receiver. */
function readLogEntry(cursor: Cursor, entry: Span): Thing {
  let group = NOWHERE;
  let receiver: Span | undefined;
  let timestamp = NOWHERE;
  cursor.fields(entry, ({ number, span }) => {
    if (number === 1) {
      group = span;
    } else if (number === 2) {
      receiver = span;
    } else if (number === 5) {
      timestamp = span;
    }
  });
  const { name, integration, index } = readReceiver(cursor, receiver ?? NOWHERE);
  return {
    key: digest('nfl', cursor.view(group), cursor.view(name), cursor.view(integration), cursor.view(index)),
    changed: readTimestamp(cursor, timestamp),
    sound: receiver !== undefined && stringsAreUtf8(cursor, entry, LOG_ENTRY),
  };
}

function readReceiver(
  cursor: Cursor,
  receiver: Span,
): { readonly name: Span; readonly integration: Span; readonly index: Span } {
  let name = NOWHERE;
  let integration = NOWHERE;
  let index = NOWHERE;
  cursor.fields(receiver, ({ number, span }) => {
    if (number === 1) {
      name = span;
    } else if (number === 2) {
      integration = span;
    } else if (number === 3) {
      index = span;
    }
  });
  return { name, integration, index };
}

function readTimestamp(cursor: Cursor, timestamp: Span): Timestamp {
  let seconds = 0;
  let nanos = 0;
  cursor.fields(timestamp, ({ number, type, span }) => {
    if (type !== WireType.Varint) {
      return;
    }
    if (number === 1) {
      seconds = cursor.integer(span);
    } else if (number === 2) {
      nanos = cursor.integer(span);
    }
  });
  return { seconds, nanos };
}

/** One short text for an identity of any length. Each part goes in behind its length, so that no two run together. */
function digest(kind: EntryKind, ...parts: readonly Uint8Array[]): string {
  const size = parts.reduce((sum, { length }) => sum + 4 + length, kind.length);
  if (size > scratch.length) {
    scratch = Buffer.alloc(2 * size);
  }
  let position = scratch.write(kind, 'latin1');
  for (const part of parts) {
    position = scratch.writeUInt32LE(part.length, position);
    scratch.set(part, position);
    position += part.length;
  }
  return hash('sha256', scratch.subarray(0, size), 'binary');
}
