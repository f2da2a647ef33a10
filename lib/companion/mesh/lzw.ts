import { MeshError } from './mesh-error';
import { Room } from './room';

/*
 * LZW in the dialect of Go's compress/lzw, as memberlist uses it: least significant bit first, 8-bit literals,
 * codes of 9 to 12 bits.
 */
const CLEAR = 256;
const END = 257;
const SHORTEST_CODE = 9;
const LONGEST_CODE = 12;
const NOTHING = -1;

/**
 * Unpacks what Go's `compress/lzw` has packed.
 *
 * It goes over the codes twice: first for the size alone, so that what is allocated is exact, and nothing is for
 * a message that unpacks to more than `limit`.
 *
 * @param room where to
 * @throws {MeshError} `malformed`, or `too-large` where it is more than `limit` bytes
 */
export function unpackLzw(packed: Uint8Array, limit: number, room = new Room()): Uint8Array {
  const output = room.take(walk(packed, limit));
  walk(packed, limit, output);
  return output;
}

/**
 * Follows the codes and returns how many bytes they stand for; writes those where there is an `output`.
 *
 * Each code stands for a stretch of what has been put out before, because a new one is always the former
 * stretch and the byte after it. So a table of stretches is all that is needed: no chains of bytes.
 */
function walk(packed: Uint8Array, limit: number, output?: Uint8Array): number {
  const starts = new Uint32Array(1 << LONGEST_CODE);
  const sizes = new Uint32Array(1 << LONGEST_CODE);
  let next = END; // the code that the next stretch gets
  let width = SHORTEST_CODE;
  let formerStart = NOTHING;
  let formerSize = 0;
  let position = 0;
  let bits = 0;
  let bitCount = 0;
  let read = 0;
  for (;;) {
    while (bitCount < width) {
      const byte = packed[read];
      if (byte === undefined) {
        throw new MeshError('malformed', 'compressed data ends before its end mark');
      }
      bits |= byte << bitCount;
      bitCount += 8;
      read += 1;
    }
    const code = bits & ((1 << width) - 1);
    bits >>>= width;
    bitCount -= width;

    if (code === END) {
      return position;
    }
    if (code === CLEAR) {
      next = END;
      width = SHORTEST_CODE;
      formerStart = NOTHING;
      continue;
    }
    if (code > next) {
      throw new MeshError('malformed', `compressed data has the code ${code} before it is defined`);
    }
    if (formerStart !== NOTHING) {
      starts[next] = formerStart;
      sizes[next] = formerSize + 1; // its last byte is the first of what follows, perhaps of itself
    }
    const size = code < CLEAR ? 1 : (sizes[code] ?? 0);
    if (position + size > limit) {
      throw new MeshError('too-large', `compressed data unpacks to more than ${limit} bytes`);
    }
    if (output !== undefined) {
      if (code < CLEAR) {
        output[position] = code;
      } else {
        copyForward(output, starts[code] ?? 0, position, size);
      }
    }
    formerStart = position;
    formerSize = size;
    position += size;
    next += 1;
    if (next === 1 << width) {
      if (width < LONGEST_CODE) {
        width += 1;
      } else {
        next -= 1; // full: nothing is defined any more until it is cleared
        formerStart = NOTHING;
      }
    }
  }
}

/** Byte by byte, since the two may overlap by one. */
function copyForward(bytes: Uint8Array, from: number, to: number, size: number): void {
  for (let i = 0; i < size; i += 1) {
    bytes[to + i] = bytes[from + i] ?? 0;
  }
}
