/** What examples declare: of the sources of this repository, whatever is installed beside the examples. */
export { Public } from '../../libs/access/src/index.ts';
