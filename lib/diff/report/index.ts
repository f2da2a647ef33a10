export { diffMarkdown } from './markdown';
export { diffText } from './text';
