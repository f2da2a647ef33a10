const CLEAR = 256;
const END = 257;
const LAST_CODE = 4095;

/** Packs bytes in the dialect of Go's compress/lzw, code for code as Go does: a test compares the two. */
export function packLzw(bytes: Uint8Array): Uint8Array {
  const packed = new BitWriter();
  let codes = new Map<number, number>();
  let highest = END;
  packed.write(CLEAR);
  if (bytes.length === 0) {
    packed.write(END);
    return packed.finish();
  }
  let prefix = bytes[0] ?? 0;
  for (const byte of bytes.subarray(1)) {
    const known = codes.get(prefix * 256 + byte);
    if (known !== undefined) {
      prefix = known;
      continue;
    }
    packed.write(prefix);
    highest += 1;
    if (highest === 1 << packed.width) {
      packed.width += 1;
    }
    if (highest === LAST_CODE) {
      packed.write(CLEAR);
      packed.width = 9;
      highest = END;
      codes = new Map();
    } else {
      codes.set(prefix * 256 + byte, highest);
    }
    prefix = byte;
  }
  packed.write(prefix);
  highest += 1;
  if (highest === 1 << packed.width) {
    packed.width += 1;
  }
  if (highest === LAST_CODE) {
    packed.write(CLEAR);
    packed.width = 9;
  }
  packed.write(END);
  return packed.finish();
}

class BitWriter {
  width = 9;
  private readonly bytes: number[] = [];
  private bits = 0;
  private count = 0;

  write(code: number): void {
    this.bits |= code << this.count;
    this.count += this.width;
    while (this.count >= 8) {
      this.bytes.push(this.bits & 255);
      this.bits >>>= 8;
      this.count -= 8;
    }
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.count > 0 ? [...this.bytes, this.bits & 255] : this.bytes);
  }
}
