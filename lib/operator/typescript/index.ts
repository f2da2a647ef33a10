export { renderProgram } from './program';
