/** The local AWS in a process of one's own, for specs and for what a project has beside `npm start`. */
export { startCloud, type Cloud, type CloudOptions } from './start-cloud.ts';
