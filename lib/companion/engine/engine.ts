import { setFlagsFromString } from 'node:v8';

/** Bytes of an answer, packed, from which on to read it is work: it may be a megabyte unpacked. */
const MUCH = 32 * 1024;

let thrifty = false;

/**
 * For little memory rather than speed: the program shares its machine with what it looks after, and mostly waits. The
 * compiler that makes loops fast is 7 MB of memory, and an idle controller has hardly anything to loop over.
 */
export function preferLittleMemory(): void {
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--no-opt');
  thrifty = true;
}

/** Large states are another matter: without it they take five times as long to read. */
export function expectWork(bytes: number): void {
  if (thrifty && bytes > MUCH) {
    setFlagsFromString('--opt');
    thrifty = false;
  }
}
