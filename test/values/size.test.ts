import { checkSize, parseSize } from '../../lib/values';
import { complaints } from '../problems/findings';
import { SIZES } from './accepted';

describe('a size is read as Prometheus reads it', () => {
  test.each<[string, number]>([
    ['0', 0],
    ['100B', 100],
    ['1KB', 1024],
    ['1KiB', 1024],
    ['512MB', 512 * 1024 ** 2],
    ['512MiB', 512 * 1024 ** 2],
    ['90GB', 90 * 1024 ** 3],
    ['1TB', 1024 ** 4],
    ['1PB', 1024 ** 5],
    ['7EB', 7 * 1024 ** 6],
    ['1.5GB', 1.5 * 1024 ** 3],
    ['.5KB', 512],
    ['0.3KB', 307],
    ['1GB512MB', 1.5 * 1024 ** 3],
    ['1GiB512MiB', 1.5 * 1024 ** 3],
  ])('%s is %d bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  test.each([
    ['', 'is empty'],
    ['512', 'has no unit'],
    ['1kB', 'has the prefix of 1000'],
    ['5Gi', 'is a quantity of Kubernetes'],
    ['5G', 'lacks the B'],
    ['10 GB', 'has a space'],
    ['-1GB', 'is negative'],
    ['.B', 'has no digit'],
    ['1GiB512MB', 'mixes the two ways to write units'],
    ['8EB', 'does not fit 63 bits'],
    ['1GB\n', 'has a line break'],
  ])('%j is refused: it %s', (text) => {
    expect(parseSize(text)).toBeUndefined();
  });

  test.each(SIZES.valid)('%s is accepted', (text) => {
    expect(parseSize(text)).toBeDefined();
  });

  test.each(SIZES.invalid)('%j is refused', (text) => {
    expect(parseSize(text)).toBeUndefined();
  });
});

test('a field that takes a size may be left out, and says what it got', () => {
  expect(
    complaints((where) => {
      checkSize(where, undefined);
    }),
  ).toEqual([]);
  expect(
    complaints((where) => {
      checkSize(where, '90GB');
    }),
  ).toEqual([]);
  expect(
    complaints((where) => {
      checkSize(where.at('retentionSize'), '90Gi');
    }),
  ).toEqual(['app: retentionSize "90Gi" is not a size in bytes']);
});
