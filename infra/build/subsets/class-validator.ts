/** What Nest's ValidationPipe uses of class-validator. Importing all of it brings every validator, half a megabyte. */
export { getMetadataStorage, validate } from 'class-validator';
