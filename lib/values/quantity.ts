/** Powers of ten, as the exponents that they are, so that 1100m is 1.1 and not a bit more. */
const DECIMAL: Readonly<Record<string, string>> = {
  n: 'e-9',
  u: 'e-6',
  m: 'e-3',
  k: 'e3',
  M: 'e6',
  G: 'e9',
  T: 'e12',
  P: 'e15',
  E: 'e18',
};

const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** A quantity of Kubernetes as a number: `500m` is 0.5, `1Gi` is 1073741824. What is none is NaN. */
export function readQuantity(value: unknown): number {
  const [, digits = '', suffix = ''] = /^(.*?)([numkMGTPE]|[KMGTPE]i)?$/.exec(String(value)) ?? [];
  return BINARY.includes(suffix)
    ? Number(digits) * 1024 ** (BINARY.indexOf(suffix) + 1)
    : Number(`${digits}${DECIMAL[suffix] ?? ''}`);
}
