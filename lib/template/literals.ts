import { GO_ESCAPES } from '../values';

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/suy;

/** The text that a Go literal in quotes of either kind means; undefined where Go refuses it. */
export function unquote(literal: string): string | undefined {
  const quote = literal.charAt(0);
  const inside = literal.slice(1, -1);
  if (quote === '`') {
    return inside.replaceAll('\r', '');
  }
  let text = '';
  for (let position = 0; position < inside.length;) {
    if (inside[position] !== '\\') {
      const next = inside.indexOf('\\', position);
      const end = next === -1 ? inside.length : next;
      text += inside.slice(position, end);
      position = end;
      continue;
    }
    ESCAPE.lastIndex = position;
    const character = unescape(ESCAPE.exec(inside), quote);
    if (character === undefined) {
      return undefined;
    }
    text += character;
    position = ESCAPE.lastIndex;
  }
  return text;
}

/** Whether Go takes the literal as one character. */
export function isCharacter(literal: string): boolean {
  const text = unquote(literal);
  return text !== undefined && Array.from(text).length === 1;
}

function unescape(match: RegExpExecArray | null, quote: string): string | undefined {
  if (match === null) {
    return undefined;
  }
  const [, byte, short, long, octal, letter] = match;
  if (letter !== undefined) {
    return letter === quote ? quote : GO_ESCAPES[letter];
  }
  if (octal !== undefined) {
    const code = Number.parseInt(octal, 8);
    return code > 255 ? undefined : String.fromCharCode(code);
  }
  const code = Number.parseInt(byte ?? short ?? long ?? '', 16);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code > 0x10ffff || isSurrogate ? undefined : String.fromCodePoint(code);
}

/** What looks like a number to Go's lexer; whether it is one is found out when it is read. */
export const NUMBER =
  /[+-]?(?:0[xX][0-9a-fA-F_]*\.?[0-9a-fA-F_]*(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*\.?[0-7_]*|0[bB][01_]*\.?[01_]*|[0-9_]*\.?[0-9_]*(?:[eE][+-]?[0-9_]*)?)i?/y;

const INTEGER = /^[+-]?(?:0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9][0-9]*)$/;
const DECIMAL = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const HEXADECIMAL = /^[+-]?0[xX](?=\.?[0-9a-fA-F])([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?[0-9]+)$/;

/** Whether Go reads the text as a number of any kind. */
export function isNumber(text: string): boolean {
  if (text.endsWith('i') && isFloat(text.slice(0, -1))) {
    return true;
  }
  // Without any of these it would be an integer that is too large.
  return isInteger(text) || (/[.eEpP]/.test(text) && isFloat(text));
}

/** Whether Go reads the text as a number of two parts, `1+2i`. */
export function isComplex(text: string): boolean {
  NUMBER.lastIndex = 0;
  const real = NUMBER.exec(text)?.[0] ?? '';
  return isFloat(real) && isFloat(text.slice(real.length, -1));
}

/** Go's integers have 64 bits. */
function isInteger(text: string): boolean {
  const plain = withoutUnderscores(text);
  if (plain === undefined || !INTEGER.test(plain)) {
    return false;
  }
  const [, sign = '', digits = ''] = /^([+-]?)(.*)$/s.exec(plain) ?? [];
  const value = BigInt(digits.replace(/^0(?=[0-7])/, '0o'));
  return sign === '' ? value < 2n ** 64n : value < 2n ** 63n || (sign === '-' && value === 2n ** 63n);
}

function isFloat(text: string): boolean {
  const plain = withoutUnderscores(text);
  if (plain === undefined) {
    return false;
  }
  if (DECIMAL.test(plain)) {
    return Number.isFinite(Number(plain));
  }
  const [, whole, fraction = '', exponent] = HEXADECIMAL.exec(plain) ?? [];
  if (whole === undefined) {
    return false;
  }
  const mantissa = BigInt(`0x0${whole}${fraction}`);
  const bits = mantissa === 0n ? 0 : mantissa.toString(2).length;
  return bits === 0 || bits + Number(exponent) - 4 * fraction.length <= 1024;
}

/** Underscores stand between digits, or between a prefix and a digit; undefined where one does not. */
function withoutUnderscores(text: string): string | undefined {
  const isHexadecimal = /^[+-]?0[xX]/.test(text);
  const misplaced = isHexadecimal ? /(?<![0-9a-fA-FxX])_|_(?![0-9a-fA-F])/ : /(?<![0-9bBoO])_|_(?![0-9])/;
  return misplaced.test(text) ? undefined : text.replaceAll('_', '');
}
