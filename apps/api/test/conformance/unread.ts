/** Thrown of a description that is not understood: without a part of it, something else would be proven. */
export class Unread extends Error {
  override readonly name = 'Unread';
}
