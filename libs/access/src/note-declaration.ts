/** Where tools that read an application put a function that is told of each declaration as its decorator is applied. */
export const NOTE_DECLARATION = Symbol.for('lambda-nest:note-declaration');

/** @param subject the method or the class that is declared */
export type NoteDeclaration = (subject: object) => void;

export function noteDeclaration(subject: object): void {
  (globalThis as { [NOTE_DECLARATION]?: NoteDeclaration })[NOTE_DECLARATION]?.(subject);
}
