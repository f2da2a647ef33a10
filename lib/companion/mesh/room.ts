/** Memory for one state after the other: what was unpacked there before is written over. */
export class Room {
  private bytes = new Uint8Array(0);

  /** Some that nobody has cleared. */
  take(size: number): Uint8Array {
    if (this.bytes.length < size) {
      this.bytes = new Uint8Array(size);
    }
    return this.bytes.subarray(0, size);
  }
}
