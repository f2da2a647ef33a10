import { GO_ESCAPES } from '../../values';

const PART =
  /\\(?:([abfnrtv\\"])|x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))|([^\\"\n]+)/y;

/**
 * What a text in double quotes stands for in Go. Some escapes name single bytes, so that the result is put
 * together from bytes and must be UTF-8 as a whole.
 *
 * @returns undefined where Go refuses it
 */
export function unquote(quoted: string): string | undefined {
  const text = quoted.slice(1, -1);
  const bytes: Buffer[] = [];
  const part = new RegExp(PART);
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    const piece = match === null ? undefined : bytesOf(match);
    if (piece === undefined) {
      return undefined;
    }
    bytes.push(piece);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(bytes));
  } catch {
    return undefined;
  }
}

function bytesOf([, letter, hex, octal, short, long, plain]: RegExpExecArray): Buffer | undefined {
  if (letter !== undefined) {
    return Buffer.from(letter === '"' ? letter : (GO_ESCAPES[letter] ?? ''));
  }
  if (hex !== undefined || octal !== undefined) {
    const byte = hex === undefined ? parseInt(octal ?? '', 8) : parseInt(hex, 16);
    return byte > 0xff ? undefined : Buffer.from([byte]);
  }
  if (short !== undefined || long !== undefined) {
    return runeBytes(parseInt(short ?? long ?? '', 16));
  }
  return Buffer.from(plain ?? '');
}

/** Surrogates are halves of characters, and no characters by themselves. */
function runeBytes(rune: number): Buffer | undefined {
  const isSurrogate = rune >= 0xd800 && rune <= 0xdfff;
  return isSurrogate || rune > 0x10ffff ? undefined : Buffer.from(String.fromCodePoint(rune));
}
