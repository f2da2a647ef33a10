import { readFileSync } from 'node:fs';
import { SHAPES_FILE, shapesText } from '../../tools/shapes/shapes';

test('the shapes are those of the types: `npx tsx tools/shapes.ts` writes them anew', () => {
  expect(JSON.parse(readFileSync(SHAPES_FILE, 'utf8'))).toEqual(JSON.parse(shapesText()));
});
