import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { MeshError } from './mesh-error';

/** Where some bytes are in a buffer. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A field of a protobuf message; `span` is where its content is, of a length-delimited one. */
export interface Field {
  readonly number: number;
  readonly type: WireType;
  readonly span: Span;
}

/**
 * Walks the fields of protobuf messages in one buffer without copying it.
 *
 * Only what Alertmanager's messages have: groups, which proto2 had and which nest, are refused.
 */
export class Cursor {
  private readonly reader: BinaryReader;

  constructor(private readonly bytes: Uint8Array) {
    this.reader = new BinaryReader(bytes);
  }

  /** Calls `visit` for each field of the message in `span`. It may read the field's number itself, or leave it. */
  fields({ start, end }: Span, visit: (field: Field) => void): void {
    this.guarded(() => {
      this.reader.pos = start;
      while (this.reader.pos < end) {
        const [number, type] = this.reader.tag();
        const next = this.content(number, type, end);
        visit({ number, type, span: next });
        this.reader.pos = next.end;
      }
    });
  }

  /** The messages of a run, each behind its length. */
  messages({ start, end }: Span, visit: (message: Span) => void): void {
    this.guarded(() => {
      let position = start;
      while (position < end) {
        this.reader.pos = position;
        const size = this.reader.uint32();
        const message = this.within({ start: this.reader.pos, end: this.reader.pos + size }, end);
        visit(message);
        position = message.end;
      }
    });
  }

  /** A varint of 64 bits, as a number: exact up to 2^53, which is enough for seconds. */
  integer({ start }: Span): number {
    return this.guarded(() => {
      this.reader.pos = start;
      return Number(this.reader.int64());
    });
  }

  view({ start, end }: Span): Uint8Array {
    return this.bytes.subarray(start, end);
  }

  private content(number: number, type: WireType, end: number): Span {
    if (type === WireType.StartGroup || type === WireType.EndGroup) {
      throw new MeshError('malformed', 'its state has a group, which no version writes');
    }
    if (type === WireType.LengthDelimited) {
      const size = this.reader.uint32();
      return this.within({ start: this.reader.pos, end: this.reader.pos + size }, end);
    }
    const start = this.reader.pos;
    this.reader.skip(type, number);
    return this.within({ start, end: this.reader.pos }, end);
  }

  private within(span: Span, end: number): Span {
    if (span.end > end) {
      throw new MeshError('malformed', 'its state has a message that ends behind the one that it is in');
    }
    return span;
  }

  /** The library throws errors of its own, of several classes. */
  private guarded<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof MeshError) {
        throw error;
      }
      throw new MeshError('malformed', `its state is not protobuf: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}
