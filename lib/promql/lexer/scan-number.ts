import { isAlphaNumeric, isDigit } from './characters';

const DURATION = /(?:\d+[smhdwy]s?)(?:\d+[smhdw]s?)*(?![A-Za-z0-9_])/y;

/** The end of a number or a length of time that begins here; undefined where neither does. */
export function scanNumberOrDuration(
  text: string,
  start: number,
): { readonly kind: 'number' | 'duration'; readonly end: number } | undefined {
  const end = scanNumber(text, start);
  if (end !== undefined) {
    return { kind: 'number', end };
  }
  DURATION.lastIndex = start;
  const match = DURATION.exec(text);
  return match === null ? undefined : { kind: 'duration', end: start + match[0].length };
}

/**
 * The end of what Prometheus takes for a number, which is not yet a number: `1.2.3` ends nowhere, `0x` ends
 * and is none. Its peculiarities are kept, since they decide where the next token begins: a first `e` is
 * an exponent in a hexadecimal number too.
 */
function scanNumber(text: string, start: number): number | undefined {
  let at = start;
  const hexadecimal = /^0[xX]/.test(text.slice(at, at + 2));
  if (hexadecimal) {
    at += text.charAt(at + 2) === '_' ? 3 : 2;
  }
  const isNumeral = hexadecimal ? isHexadecimal : isDigit;
  if (text.charAt(at) === '.') {
    at += 1;
  }
  if (isNumeral(text.charCodeAt(at))) {
    at += 1;
  }
  let [hasDot, hasExponent] = [false, false];
  for (;;) {
    const char = text.charAt(at);
    if (char === '.') {
      if (hasDot || hexadecimal || /[_.]/.test(text.charAt(at + 1))) {
        return undefined;
      }
      hasDot = true;
      at += 1;
    } else if (char === 'e' || char === 'E') {
      at += /[+-]/.test(text.charAt(at + 1)) ? 2 : 1;
      if (hasExponent || isSeparator(text.charAt(at))) {
        return undefined;
      }
      hasExponent = true;
    } else if (char === '_') {
      at += 1;
      if (isSeparator(text.charAt(at))) {
        return undefined;
      }
    } else if (isNumeral(text.charCodeAt(at))) {
      while (isNumeral(text.charCodeAt(at))) {
        at += 1;
      }
    } else {
      return isAlphaNumeric(text.charCodeAt(at)) ? undefined : at;
    }
  }
}

/** What cannot follow an underscore or an exponent; the empty text is the end of the input. */
function isSeparator(char: string): boolean {
  return char === '' || char === '.' || char === '_' || char === 'e' || char === 'E';
}

function isHexadecimal(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}
