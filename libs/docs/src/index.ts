/** The documentation page of the API, its OpenAPI document and their assets. */
export { DocsModule } from './docs.module.ts';
export { INDEX_FILE, type DocsFile, type DocsFiles } from './docs-files.ts';
