export { readOperatorFiles, type InputFile, type ReadOptions } from './read-files';
