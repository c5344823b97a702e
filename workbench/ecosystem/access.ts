/** What examples declare; they have a package.json of their own, from which the repository's `#access` leads nowhere. */
export { Public } from '../../libs/access/src/index.ts';
