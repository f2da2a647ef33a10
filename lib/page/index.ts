export { escapeHtml, jsonInScript, sourceInScript } from './escape';
export { htmlPage, type PageParts } from './page';
