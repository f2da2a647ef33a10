/** Writes the shapes of the props anew: `npx tsx tools/shapes.ts`, after a change of their types. */
import { writeFileSync } from 'node:fs';
import { SHAPES_FILE, shapesText } from './shapes/shapes';

writeFileSync(SHAPES_FILE, shapesText());
