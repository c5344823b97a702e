import { endBuilder } from './running-builder.ts';

/** Ends the builder after the last spec of Jest's project `bundle`. */
export default endBuilder;
