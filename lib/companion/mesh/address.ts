import { isIPv4, isIPv6 } from 'node:net';

/**
 * Writes an IP address of 4 or 16 bytes in the one spelling that we compare; undefined for any other length.
 *
 * An IPv4 address in 16 bytes is written as what it is: Go has both forms of the same address.
 */
export function addressText(bytes: Uint8Array): string | undefined {
  if (bytes.length === 4) {
    return bytes.join('.');
  }
  if (bytes.length !== 16) {
    return undefined;
  }
  if (bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255) {
    return bytes.subarray(12).join('.');
  }
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16),
  );
  return canonical(groups.join(':'));
}

/** The same spelling for an address that is text already, such as that of a pod. */
export function canonicalAddress(text: string): string {
  return isIPv6(text) ? canonical(text) : text;
}

/**
 * The bytes of an address.
 *
 * @throws {RangeError} for a text that is no address
 */
export function addressBytes(text: string): Uint8Array {
  if (isIPv4(text)) {
    return Uint8Array.from(text.split('.'), Number);
  }
  if (!isIPv6(text)) {
    throw new RangeError(`"${text}" is not an IP address`);
  }
  const [head = '', tail] = canonical(text).split('::', 2);
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return Uint8Array.from(
    groups.flatMap((group) => {
      const value = Number.parseInt(group, 16);
      return [value >> 8, value & 255];
    }),
  );
}

/** The URL parser of the platform knows the rules of RFC 5952. */
function canonical(ipv6: string): string {
  return new URL(`http://[${ipv6}]`).hostname.slice(1, -1);
}
