/** Thrown of a description that is not understood: whoever left a part of it out would prove something else. */
export class Unread extends Error {
  override readonly name = 'Unread';
}
