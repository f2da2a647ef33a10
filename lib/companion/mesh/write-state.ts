import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { Entry, EntryKind } from './entry-table';
import { LARGEST_PUSH } from './limits';

/** Bytes of lengths and tags around an entry, at most. */
const OVERHEAD = 16;

/**
 * Writes entries as states to push, each of at most `size` bytes: an instance accepts 20 MiB at once, and merging
 * works in pieces. The bytes of entries are those that came.
 *
 * @param bytes the buffer that the entries are in
 * @throws {RangeError} for an entry that is not sound: it would make an instance refuse its whole piece
 */
export function writeEntries(
  bytes: Uint8Array,
  entries: Iterable<Entry>,
  size: number = LARGEST_PUSH,
): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let piece: Entry[] = [];
  let pieceSize = 0;
  for (const entry of entries) {
    if (!entry.sound) {
      throw new RangeError('an entry that is not sound cannot be pushed');
    }
    const entrySize = entry.end - entry.start + OVERHEAD;
    if (piece.length > 0 && pieceSize + entrySize > size - 2 * OVERHEAD) {
      pieces.push(fullState(bytes, piece));
      piece = [];
      pieceSize = 0;
    }
    piece.push(entry);
    pieceSize += entrySize;
  }
  if (piece.length > 0) {
    pieces.push(fullState(bytes, piece));
  }
  return pieces;
}

function fullState(bytes: Uint8Array, entries: readonly Entry[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const kind of ['nfl', 'sil'] as const) {
    const own = entries.filter((entry) => entry.kind === kind);
    if (own.length > 0) {
      writer.tag(1, WireType.LengthDelimited).bytes(part(kind, bytes, own));
    }
  }
  return writer.finish();
}

function part(kind: EntryKind, bytes: Uint8Array, entries: readonly Entry[]): Uint8Array {
  const data = new BinaryWriter();
  for (const { start, end } of entries) {
    data.bytes(bytes.subarray(start, end)); // behind its length
  }
  return new BinaryWriter()
    .tag(1, WireType.LengthDelimited)
    .string(kind)
    .tag(2, WireType.LengthDelimited)
    .bytes(data.finish())
    .finish();
}
