/** A regular expression for the whole numbers from one to another, written without leading zeros. */
export function decimalRange(from: number, to: number): string {
  const parts: string[] = [];
  for (let low = from; low <= to;) {
    const high = Math.min(to, 10 ** String(low).length - 1);
    parts.push(sameLength(String(low), String(high)));
    low = high + 1;
  }
  return parts.length === 1 ? (parts[0] ?? '') : `(?:${parts.join('|')})`;
}

function sameLength(from: string, to: string): string {
  if (from === '') {
    return '';
  }
  const [first = '', last = ''] = [from[0], to[0]];
  const [low, high] = [from.slice(1), to.slice(1)];
  if (first === last) {
    return first + sameLength(low, high);
  }
  const rest = low.length;
  const isRaggedBelow = low !== '0'.repeat(rest);
  const isRaggedAbove = high !== '9'.repeat(rest);
  const [start, end] = [Number(first) + Number(isRaggedBelow), Number(last) - Number(isRaggedAbove)];
  const parts = [
    ...(isRaggedBelow ? [first + sameLength(low, '9'.repeat(rest))] : []),
    ...(start <= end ? [digits(start, end) + '\\d'.repeat(rest)] : []),
    ...(isRaggedAbove ? [last + sameLength('0'.repeat(rest), high)] : []),
  ];
  return parts.length === 1 ? (parts[0] ?? '') : `(?:${parts.join('|')})`;
}

function digits(from: number, to: number): string {
  if (from === to) {
    return String(from);
  }
  return from === 0 && to === 9 ? '\\d' : `[${from}-${to}]`;
}
