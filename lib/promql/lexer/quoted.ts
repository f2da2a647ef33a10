import { GO_ESCAPES } from '../../values';

const NUMERIC = /\\(?:([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;
const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A string, read up to its closing quote: the text that it stands for, or why it stands for none. */
export type Quoted =
  | { readonly value: string; readonly end: number }
  | { readonly fault: string; readonly remedy?: string; readonly start: number; readonly end: number };

/** Reads the string whose quote stands at `start`. */
export function scanQuoted(text: string, start: number): Quoted {
  const quote = text.charAt(start);
  return quote === '`' ? scanRaw(text, start) : scanEscaped(text, start, quote);
}

function scanRaw(text: string, start: number): Quoted {
  const end = text.indexOf('`', start + 1);
  if (end === -1) {
    return { fault: 'unterminated raw string', start, end: text.length };
  }
  const value = text.slice(start + 1, end);
  return isReadable(value)
    ? { value, end: end + 1 }
    : { fault: 'string has a character that is no Unicode', start, end: end + 1 };
}

function scanEscaped(text: string, start: number, quote: string): Quoted {
  let value = '';
  let hasBytes = false;
  let at = start + 1;
  for (;;) {
    const from = at;
    while (at < text.length && !isSpecial(text.charAt(at), quote)) {
      at += 1;
    }
    const piece = text.slice(from, at);
    if (!isReadable(piece)) {
      return { fault: 'string has a character that is no Unicode', start, end: at };
    }
    value += piece;
    const char = text.charAt(at);
    if (char === quote) {
      return { value: hasBytes ? joinBytes(value) : value, end: at + 1 };
    }
    if (char !== '\\') {
      return { fault: 'unterminated quoted string', start, end: at };
    }
    const escaped = escapeAt(text, at, quote);
    if (escaped === undefined) {
      const shown = JSON.stringify(text.slice(at, at + 2));
      return {
        fault: `unknown escape ${shown} in a string`,
        remedy: 'Write a backslash as two, or the string in backticks.',
        start: at,
        end: Math.min(at + 2, text.length),
      };
    }
    value += escaped.value;
    hasBytes ||= isByte(escaped.value.charCodeAt(0));
    at = escaped.end;
  }
}

function isSpecial(char: string, quote: string): boolean {
  return char === quote || char === '\\' || char === '\n';
}

/** Prometheus refuses the replacement character too, which it takes for a broken one. */
function isReadable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\ufffd');
}

function escapeAt(
  text: string,
  at: number,
  quote: string,
): { readonly value: string; readonly end: number } | undefined {
  const letter = text.charAt(at + 1);
  if (letter === quote) {
    return { value: quote, end: at + 2 };
  }
  const plain = GO_ESCAPES[letter];
  if (plain !== undefined) {
    return { value: plain, end: at + 2 };
  }
  NUMERIC.lastIndex = at;
  const match = NUMERIC.exec(text);
  if (match === null) {
    return undefined;
  }
  const [all, octal, hexadecimal, short, long] = match;
  const end = at + all.length;
  const byte = octal === undefined ? parseInt(hexadecimal ?? '', 16) : parseInt(octal, 8);
  if (!Number.isNaN(byte)) {
    return byte > 0xff ? undefined : { value: byte < 0x80 ? String.fromCharCode(byte) : byteOf(byte), end };
  }
  const code = parseInt(short ?? long ?? '', 16);
  const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
  return isCharacter ? { value: String.fromCodePoint(code), end } : undefined;
}

/** A byte of a string that is no UTF-8 is kept as a lone surrogate, which no text can have otherwise. */
const BYTES = 0xdc00;

function byteOf(byte: number): string {
  return String.fromCharCode(BYTES + byte);
}

function isByte(code: number): boolean {
  return code >= BYTES + 0x80 && code <= BYTES + 0xff;
}

/** Bytes that stand next to each other may be a character after all: `"\xc3\xa9"` is `é`. */
function joinBytes(text: string): string {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.charCodeAt(0);
    bytes.push(...(char.length === 1 && isByte(code) ? [code - BYTES] : new TextEncoder().encode(char)));
  }
  return decodeBytes(Uint8Array.from(bytes));
}

function decodeBytes(bytes: Uint8Array): string {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const length = characterLength(bytes, at);
    text += length === 0 ? byteOf(bytes[at] ?? 0) : DECODER.decode(bytes.subarray(at, at + length));
    at += Math.max(1, length);
  }
  return text;
}

/** How many bytes the character at a place has; 0 where there is none. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length =
    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  try {
    DECODER.decode(bytes.subarray(at, at + length));
    return at + length <= bytes.length ? length : 0;
  } catch {
    return 0;
  }
}

/** Whether every character is one: a string with bytes of its own, `"\xff"`, is none that RE2 or a label can be. */
export function hasLoneBytes(text: string): boolean {
  return !text.isWellFormed();
}
