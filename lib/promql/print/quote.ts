const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** What is printed as it is. The replacement character is not: Prometheus does not read it. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** A string in double quotes, as Go quotes it. */
export function quote(text: string): string {
  return /^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : `"${Array.from(text, escape).join('')}"`;
}

function escape(char: string): string {
  const escaped = ESCAPES[char];
  if (escaped !== undefined) {
    return escaped;
  }
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0xdc80 && code <= 0xdcff) {
    return `\\x${hexadecimal(code - 0xdc00, 2)}`; // a byte, see StringLiteral
  }
  if (PRINTABLE.test(char) && char !== '\ufffd') {
    return char;
  }
  if (code < 0x80) {
    return `\\x${hexadecimal(code, 2)}`;
  }
  return code < 0x10000 ? `\\u${hexadecimal(code, 4)}` : `\\U${hexadecimal(code, 8)}`;
}

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
