import { isUtf8 } from 'node:buffer';
import { WireType } from '@bufbuild/protobuf/wire';
import type { Cursor, Span } from './wire';

/** Where the strings of a message are, by the numbers of its fields. */
interface Schema {
  readonly [field: number]: 'string' | Schema;
}

const MATCHER: Schema = { 2: 'string', 3: 'string' };
const MATCHER_SET: Schema = { 1: MATCHER };

/** `silencepb.Silence`. */
export const SILENCE: Schema = {
  1: 'string', // id
  2: MATCHER,
  7: { 1: 'string', 2: 'string' }, // comments of old versions
  8: 'string', // created_by
  9: 'string', // comment
  10: { 1: 'string', 2: 'string' }, // annotations
  11: MATCHER_SET,
  12: MATCHER_SET, // of receivers
};

/** `nflogpb.Entry`. */
export const LOG_ENTRY: Schema = {
  2: { 1: 'string', 2: 'string' }, // receiver
  8: { 1: 'string', 2: { 1: 'string' } }, // receiver_data
};

/**
 * Whether all strings of a message are UTF-8. From 0.33 on a single one that is not makes an instance refuse
 * everything that came along with it; older ones let it in.
 */
export function stringsAreUtf8(cursor: Cursor, message: Span, schema: Schema): boolean {
  let valid = true;
  cursor.fields(message, ({ number, type, span }) => {
    const kind = schema[number];
    if (kind === undefined || type !== WireType.LengthDelimited) {
      return;
    }
    valid &&= kind === 'string' ? isUtf8(cursor.view(span)) : stringsAreUtf8(cursor, span, kind);
  });
  return valid;
}
