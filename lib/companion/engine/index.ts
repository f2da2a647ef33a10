export { expectWork, preferLittleMemory } from './engine';
