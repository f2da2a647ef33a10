/** A number without an exponent, however long that gets: `100000000000000000000000`. */
export function formatNumber(value: number): string {
  return special(value) ?? withSign(value, expand(Math.abs(value)));
}

/** A number in its shorter form, with an exponent where it is very large or small: as Prometheus prints `fill`. */
export function formatShort(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude === 0 || (magnitude >= 1e-4 && magnitude < 1e21) || !Number.isFinite(value)) {
    return formatNumber(value);
  }
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  return Number.isFinite(value) ? undefined : value > 0 ? '+Inf' : '-Inf';
}

function withSign(value: number, digits: string): string {
  return value < 0 || Object.is(value, -0) ? `-${digits}` : digits;
}

function expand(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(exponent) + 1;
  if (point <= 0) {
    return value === 0 ? '0' : `0.${'0'.repeat(-point)}${digits}`;
  }
  return point >= digits.length
    ? digits.padEnd(point, '0')
    : `${digits.slice(0, point)}.${digits.slice(point)}`;
}
