import fc from 'fast-check';
import { decimalRange } from '../../lib/sharding/decimal-range';

test('an expression of a range matches its numbers and no others', () => {
  fc.assert(
    fc.property(fc.nat(999), fc.nat(999), (a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const expression = new RegExp(`^(?:${decimalRange(from, to)})$`);
      const matched = Array.from({ length: 1_100 }, (_, number) => number).filter((number) =>
        expression.test(String(number)),
      );
      expect(matched).toEqual(Array.from({ length: to - from + 1 }, (_, index) => from + index));
    }),
  );
});

test.each([
  [0, 0, '0'],
  [0, 9, '\\d'],
  [2, 7, '[2-7]'],
  [0, 332, '(?:\\d|[1-9]\\d|(?:[1-2]\\d\\d|3(?:[0-2]\\d|3[0-2])))'],
])('from %i to %i it is short', (from, to, expression) => {
  expect(decimalRange(from, to)).toBe(expression);
});
